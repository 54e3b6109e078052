import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goneBits, type PlcBits, pulseBits, writesOf } from '../../../../main/domain/outputs/plc-bits.ts';
import { addSignal, passTime, restingPulse } from '../../../../main/domain/outputs/pulse.ts';

const signal = fc.record({ ok: fc.boolean(), error: fc.boolean(), part: fc.integer({ min: 1, max: 5 }) });
const bits: fc.Arbitrary<PlcBits> = fc
  .tuple(fc.option(signal), fc.constantFrom('', 'It stalls.'))
  .map(([told, trouble]) => pulseBits(told, trouble));

describe('what is written to a PLC', () => {
  it('never shows a result over what it does not stand for, at whichever step it is read', () => {
    fc.assert(
      fc.property(bits, bits, (before, after) => {
        let wire: PlcBits = before;
        for (const step of writesOf(before, after)) {
          wire = { ...wire, ...step };
          if (wire.result) expect([before, after].map((whole) => whole.result && same(whole, wire))).toContain(true);
        }
        expect(wire).toEqual(after);
      }),
    );
  });

  it('is everything where nobody knows what stands there, with the result taken back first', () => {
    const steps = writesOf(null, pulseBits({ ok: true, error: false, part: 3 }, ''));
    expect(steps).toEqual([
      { result: false },
      { part: 3, ok: true, ng: false, error: false, busy: false, ready: true },
      { result: true },
    ]);
    expect(writesOf(goneBits, goneBits)).toEqual([]);
  });
});

const same = (one: PlcBits, other: PlcBits): boolean =>
  one.ok === other.ok && one.ng === other.ng && one.error === other.error && one.part === other.part;

describe('a pulse', () => {
  const ok = (part: number) => ({ ok: true, error: false, part });

  it('stands for its time, then pauses, then shows the newest of what came meanwhile and counts the rest', () => {
    const first = addSignal(restingPulse, ok(1), 0, 200);
    const crowded = addSignal(addSignal(first, ok(2), 50, 200), ok(3), 100, 200);
    expect(crowded).toMatchObject({ shown: ok(1), next: ok(3), skipped: 1 });
    const paused = passTime(crowded, 200, 200);
    expect(paused.shown).toBeNull();
    expect(passTime(paused, 249, 200).shown).toBeNull();
    expect(passTime(paused, 250, 200)).toMatchObject({ shown: ok(3), next: null });
  });

  it('loses none uncounted: each signal is shown, replaced or still waits', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.boolean())), (steps) => {
        let [nowMs, added, shown] = [0, 0, 0];
        let pulse = restingPulse;
        for (const [passedMs, adds] of steps) {
          nowMs += passedMs;
          const before = pulse.shown;
          if (adds) added += 1;
          pulse = adds ? addSignal(pulse, ok(added), nowMs, 200) : passTime(pulse, nowMs, 200);
          if (pulse.shown !== null && pulse.shown !== before) shown += 1;
        }
        expect(shown + pulse.skipped + (pulse.next === null ? 0 : 1)).toBe(added);
      }),
    );
  });
});
