import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModbusPlc } from '../../support/outputs/modbus-plc.ts';
import { type Plc, until } from '../../support/outputs/plc.ts';
import { behavesAsPlc } from '../../support/outputs/plc-behaviour.ts';
import { openTried } from '../../support/outputs/plc-station.ts';

let plc: Plc;
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
});
