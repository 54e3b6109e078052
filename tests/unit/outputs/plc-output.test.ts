import { describe, expect, it } from 'vitest';
import { succeed } from '../../../main/domain/outcome.ts';
import { usualOutputPace } from '../../../main/domain/outputs/output-job.ts';
import type { PlcBits } from '../../../main/domain/outputs/plc-bits.ts';
import type { Heard, WireEars } from '../../../main/outputs/job.ts';
import { PlcOutput } from '../../../main/outputs/plc-output.ts';
import { modbusSettings } from '../../../preload/contract/output-settings.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const ok = { ok: true, error: false, part: 7 } as const;
const bad = { ok: false, error: false, part: 8 } as const;
const quiet: Heard = { trigger: false, ack: false, recipe: '' };

/** A PLC that takes its time for each thing that it is told. */
async function world({ handshake, writeMs = 0 }: { handshake: boolean; writeMs?: number }) {
  const clock = new FakeClock();
  const written: Partial<PlcBits>[] = [];
  const turns: number[] = [];
  const ears: WireEars[] = [];
  const settings = modbusSettings.parse({
    kind: 'modbus-tcp',
    host: 'plc',
    coils: { ready: 0, result: 1, ok: 2, ng: 3 },
    heard: { trigger: 8, ack: 9 },
    registers: {},
    pulseMs: 20,
    handshake,
  });
  const open = async (): Promise<PlcOutput> => {
    const output = new PlcOutput({
      name: 'The PLC',
      settings,
      deadlineMs: 1_000,
      clock,
      random: Math.random,
      ...usualOutputPace,
      open: async (heard) => {
        ears.push(heard);
        return succeed({
          read: async () => succeed(quiet),
          write: async ({ heartbeat: _beat, ...bits }: Partial<PlcBits> & { heartbeat?: number }) => {
            if (writeMs > 0) await new Promise<void>((done) => void clock.after(writeMs, done));
            written.push(bits);
            return succeed(null);
          },
          close: async () => undefined,
        });
      },
      changed: () => undefined,
      triggered: (turn) => void turns.push(turn),
      coded: () => undefined,
    });
    output.start();
    output.line('');
    await clock.advance(400);
    return output;
  };
  const say = async (heard: Partial<Heard>): Promise<void> => {
    ears.at(-1)?.heard({ ...quiet, ...heard });
    await clock.advance(0);
  };
  return { clock, written, turns, open, say };
}

describe('a PLC that is told', () => {
  it('takes no verdict of the time before its output was opened anew for that of its part', async () => {
    const { turns, open, say } = await world({ handshake: true });
    const before = await open();
    await say({ trigger: true });
    await before.stop();
    const now = await open();
    await say({ trigger: true });
    const [first = -1, second = -1] = turns;
    expect(turns).toHaveLength(2);
    expect(await now.signal(first, ok)).toMatchObject({ ok: false, failure: { code: 'deadline_exceeded' } });
    expect(now.news.step).toBe('busy');
    expect(await now.signal(second, bad)).toMatchObject({ ok: true });
    expect(now.news.bits).toMatchObject({ result: true, ok: false, ng: true });
  });

  it('is shown each pulse, also where writing it takes longer than it is to stand', async () => {
    const { clock, written, open } = await world({ handshake: false, writeMs: 30 });
    const output = await open();
    // The second comes while the first is being taken back.
    const told = [output.signal(null, ok)];
    await clock.advance(70);
    told.push(output.signal(null, bad));
    await clock.advance(1_000);
    expect(await Promise.all(told)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(written).toContainEqual(expect.objectContaining({ ng: true }));
    expect(output.news.bits).toMatchObject({ result: false, ng: false });
  });

  it('is told of a bad part that waits, whatever good ones come behind it', async () => {
    const { clock, written, open } = await world({ handshake: false });
    const output = await open();
    const told = [ok, bad, { ...ok, part: 9 }].map((signal) => output.signal(null, signal));
    await clock.advance(1_000);
    expect(await Promise.all(told)).toMatchObject([{ ok: true }, { ok: true }, { failure: { code: 'overloaded' } }]);
    expect(written).toContainEqual(expect.objectContaining({ ng: true }));
  });

  it('is shown two verdicts that say the same as two', async () => {
    const { clock, written, open } = await world({ handshake: false, writeMs: 30 });
    const output = await open();
    const told = [output.signal(null, bad)];
    await clock.advance(70);
    // What is being written meanwhile takes longer than the pulse and the pause behind it.
    output.line('The line stands.');
    told.push(output.signal(null, { ...bad }));
    await clock.advance(1_000);
    expect(await Promise.all(told)).toMatchObject([{ ok: true }, { ok: true }]);
    const results = written.flatMap(({ result }) => (result === undefined ? [] : [result]));
    expect(results.filter((at, place) => at && results[place - 1] === false)).toHaveLength(2);
  });

  it('is shown a verdict that came while it was being tried', async () => {
    const { clock, written, open } = await world({ handshake: false });
    const output = await open();
    const trial = output.test();
    await clock.advance(100);
    const told = output.signal(null, ok);
    await clock.advance(1_000);
    expect(await trial).toMatchObject({ ok: true });
    expect(await told).toMatchObject({ ok: true });
    expect(written).toContainEqual(expect.objectContaining({ ok: true }));
  });
});
