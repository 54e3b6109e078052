import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  closedBreaker,
  letThrough,
  usualBreaker,
} from '../../../../main/domain/outputs/breaker.ts';
import { freshLimit, takeOne } from '../../../../main/domain/outputs/rate-limit.ts';
import { settingsFlaw } from '../../../../main/domain/outputs/settings-flaw.ts';
import { errorSignal, signalOf, wirePart, worstOf } from '../../../../main/domain/outputs/signal.ts';
import { modbusSettings, opcUaSettings } from '../../../../preload/contract/output-settings.ts';

describe('the circuit breaker', () => {
  const failed = (times: number) => {
    let breaker = closedBreaker;
    for (let count = 0; count < times; count += 1) breaker = afterFailure(breaker, usualBreaker, 0, 1);
    return breaker;
  };

  it('opens after so many failures in a row, lets one through in its time, and opens for longer where that fails', () => {
    expect(failed(2).state).toBe('closed');
    const open = failed(3);
    expect(open).toMatchObject({ state: 'open', openUntilMs: 1_000 });
    expect(letThrough(open, 999).isLet).toBe(false);
    const { isLet, breaker: half } = letThrough(open, 1_000);
    expect([isLet, half.state, letThrough(half, 1_000).isLet]).toEqual([true, 'half-open', false]);
    expect(afterFailure(half, usualBreaker, 1_000, 1)).toMatchObject({ state: 'open', openUntilMs: 3_000 });
    expect(afterSuccess()).toEqual(closedBreaker);
  });
});

describe('the rate limit', () => {
  it('lets no more through than a burst of one second and its rate', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }),
        (perSecond, gaps) => {
          let limit = freshLimit(perSecond, 0);
          let [nowMs, through] = [0, 0];
          for (const gapMs of gaps) {
            nowMs += gapMs;
            const taken = takeOne(limit, perSecond, nowMs);
            limit = taken.limit;
            if (taken.waitMs === 0) through += 1;
          }
          expect(through).toBeLessThanOrEqual(Math.max(1, perSecond) + (nowMs * perSecond) / 1000 + 1e-6);
        },
      ),
    );
  });

  it('says how long until the next one is let through', () => {
    const { limit } = takeOne(freshLimit(2, 0), 2, 0);
    const second = takeOne(limit, 2, 0);
    const third = takeOne(second.limit, 2, 0);
    expect(third.waitMs).toBe(500);
    expect(takeOne(third.limit, 2, 500).waitMs).toBe(0);
  });
});

describe('a signal', () => {
  const inspection = { id: 12, part: null };

  it.each([
    ['pass', 'ng', true],
    ['fail', 'ok', false],
    ['unsure', 'ng', false],
    ['unsure', 'ok', true],
  ] as const)('of %s, where unsure is %s, is OK: %s', (verdict, unsureIs, ok) => {
    expect(signalOf({ ...inspection, verdict }, unsureIs)).toEqual({ ok, error: false, part: 12 });
  });

  it('of several cameras is OK where all say so, and an error where one could not tell', () => {
    const ok = { ok: true, error: false, part: 4 };
    expect(worstOf([ok, ok])).toEqual(ok);
    expect(worstOf([ok, { ...ok, ok: false }]).ok).toBe(false);
    expect(worstOf([ok, errorSignal(4)])).toEqual({ ok: false, error: true, part: 4 });
    expect(worstOf([])).toEqual(errorSignal());
  });

  it('carries a part number that fits the wire', () => {
    expect([-1, 0, 5, 2 ** 32 - 1, 2 ** 32 + 3, Number.NaN].map(wirePart)).toEqual([0, 0, 5, 2 ** 32 - 1, 3, 0]);
  });
});

describe('settings of a PLC', () => {
  const modbus = (over: object) =>
    modbusSettings.parse({
      kind: 'modbus-tcp',
      host: 'plc',
      coils: { ready: 0, result: 1, ok: 2, ng: 3 },
      heard: { trigger: 10, ack: 11 },
      registers: {},
      ...over,
    });

  it('need a place for each signal of the handshake', () => {
    expect(settingsFlaw(modbus({}))).toBeUndefined();
    expect(settingsFlaw(modbus({ heard: {} }))?.message).toMatch(/none for trigger, ack/);
    expect(settingsFlaw(modbus({ heard: {}, handshake: false }))).toBeUndefined();
    expect(settingsFlaw(modbus({ registers: undefined }))).toBeUndefined();
    expect(settingsFlaw(modbus({ heard: undefined }))?.message).toMatch(/none for trigger, ack/);
    const nodes = { result: 'ns=1;s=a', ok: 'ns=1;s=b', ng: 'ns=1;s=b' };
    expect(
      settingsFlaw(opcUaSettings.parse({ kind: 'opc-ua', url: 'opc.tcp://plc:4840', nodes, handshake: false }))
        ?.message,
    ).toMatch(/ok and ng in the same one/);
  });

  it('need another place for each signal, also beside the second register of a part number', () => {
    expect(settingsFlaw(modbus({ heard: { trigger: 3, ack: 11 } }))?.message).toMatch(/ng and trigger in the same one/);
    expect(settingsFlaw(modbus({ heard: { trigger: 3, ack: 11 }, heardFrom: 'discrete-inputs' }))).toBeUndefined();
    expect(settingsFlaw(modbus({ registers: { part: 5, recipe: 6 } }))?.message).toMatch(/part and recipe/);
  });
});
