import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModbusPlc } from '../../support/outputs/modbus-plc.ts';
import { until } from '../../support/outputs/plc.ts';
import { behavesAsPlc } from '../../support/outputs/plc-behaviour.ts';
import { openTried } from '../../support/outputs/plc-station.ts';

let plc: Awaited<ReturnType<typeof openModbusPlc>>;
beforeAll(async () => {
  plc = await openModbusPlc();
});
afterAll(() => plc.close());

describe('a PLC over Modbus TCP', () => {
  behavesAsPlc(() => plc);

  it('without the places that were given says so', async () => {
    const tried = await openTried(plc.settings(plc.port, { registers: { recipe: 900 } }));
    await until(() => tried.news().note !== '');
    expect(tried.news().note).toMatch(/places to be there.*Compare unit, coils and registers/);
  });

  it('whose bits lie apart is told in the same order', async () => {
    const tried = await openTried(
      plc.settings(plc.port, { coils: { ready: 20, result: 30, ok: 40, ng: 50 }, handshake: false }),
    );
    tried.room.line('tried', '');
    expect(await until(() => tried.plc().bits?.ready === true)).toBeUndefined();
    expect(await tried.room.signal('tried', null, { ok: true, error: false, part: 5 })).toMatchObject({ ok: true });
  });

  it('is asked nothing between the writes of a verdict', async () => {
    const apart = { ready: 20, result: 30, ok: 40, ng: 50 };
    const registers = { part: 0 };
    const tried = await openTried(
      plc.settings(plc.port, { coils: apart, registers, handshake: false, pulseMs: 20, pollMs: 5 }),
    );
    tried.room.line('tried', '');
    await until(() => tried.plc().bits?.ready === true);
    const stories: string[] = [];
    for (let part = 1; part <= 10; part += 1) {
      await until(() => tried.plc().bits?.part === 0);
      const since = plc.requests.length;
      await tried.room.signal('tried', null, { ok: true, error: false, part });
      const told = plc.requests.slice(since);
      stories.push(told.slice(told.indexOf('write')).join(' '));
    }
    expect(new Set(stories)).toEqual(new Set(['write write write']));
  });
});
