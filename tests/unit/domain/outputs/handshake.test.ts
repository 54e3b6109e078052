import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  freshHandshake,
  type Handshake,
  type HandshakeEvent,
} from '../../../../main/domain/outputs/handshake.ts';
import { bitsOf } from '../../../../main/domain/outputs/plc-bits.ts';

const times = { verdictMs: 100, ackMs: 200 };
const low = { trigger: false, ack: false };

/** What happened, with the time that passed before it. */
type Step = readonly [number, HandshakeEvent];

function play(steps: readonly Step[], from: Handshake = freshHandshake): Handshake {
  let nowMs = 0;
  let now = from;
  for (const [passedMs, event] of steps) {
    nowMs += passedMs;
    now = advance(now, event, nowMs, times);
  }
  return now;
}

const able: Step = [0, { kind: 'line', trouble: '' }];
const here: Step = [0, { kind: 'connected', ...low }];
const heard = (trigger: boolean, ack = false): Step => [1, { kind: 'heard', trigger, ack }];
const verdict = (turn: number, ok: boolean): Step => [
  1,
  { kind: 'verdict', turn, signal: { ok, error: false, part: 7 } },
];
const wait = (ms: number): Step => [ms, { kind: 'time' }];

describe('the handshake', () => {
  it('goes from ready over trigger, verdict and acknowledgement to ready', () => {
    const told = [
      [able, here],
      [heard(true)],
      [verdict(1, true)],
      [heard(true, true)],
      [heard(false, true)],
      [heard(false)],
    ];
    let now = freshHandshake;
    const steps = told.map((steps) => {
      now = play(steps, now);
      const { ready, busy, result, ok, ng, error, part } = bitsOf(now);
      return [now.step, ready, busy, result, ok, ng, error, part];
    });
    expect(steps).toEqual([
      ['ready', true, false, false, false, false, false, 0],
      ['busy', false, true, false, false, false, false, 0],
      ['result', false, false, true, true, false, false, 7],
      ['release', false, false, false, false, false, false, 0],
      ['release', false, false, false, false, false, false, 0],
      ['ready', true, false, false, false, false, false, 0],
    ]);
  });

  const ng = { step: 'result', ok: false, ng: true, error: true };
  const none = { ok: false, ng: false, error: true };
  it.each<readonly [string, readonly Step[], object]>([
    ['no verdict in time', [heard(true), wait(100)], ng],
    ['a verdict that comes too late', [heard(true), wait(100), verdict(1, true)], ng],
    ['a line that fails with the part in hand', [heard(true), [1, { kind: 'line', trouble: 'It stalls.' }]], ng],
    ['a line that cannot inspect', [[1, { kind: 'line', trouble: 'It stalls.' }], heard(true)], ng],
    ['a trigger while a part is in hand', [heard(true), heard(false), heard(true)], ng],
    [
      'a PLC that waits already when it is reached',
      [
        [1, { kind: 'lost' }],
        [1, { kind: 'connected', trigger: true, ack: false }],
      ],
      ng,
    ],
    [
      'a PLC that is lost with a part in hand',
      [heard(true), [1, { kind: 'lost' }], verdict(1, true), [1, { kind: 'connected', ...low }]],
      { ...none, step: 'ready' },
    ],
    ['no acknowledgement in time', [heard(true), verdict(1, true), wait(200)], { ...none, step: 'release' }],
    [
      'a trigger before the acknowledgement',
      [heard(true), verdict(1, true), heard(false), heard(true)],
      { ...none, step: 'release' },
    ],
    ['a verdict of the part before', [heard(true), verdict(0, true), wait(100)], ng],
  ])('tells NG with Error, or nothing and Error, after %s', (_, steps, expected) => {
    const now = play([able, here, ...steps]);
    expect({ step: now.step, ...bitsOf(now) }).toMatchObject(expected);
  });

  it('is not acknowledged by an Ack that stands from before', () => {
    const standing = play([able, here, heard(false, true), heard(true, true), verdict(1, true)]);
    expect(standing.step).toBe('result');
    expect(play([heard(true, true)], standing).step).toBe('result');
    expect(play([heard(true, false), heard(true, true)], standing).step).toBe('release');
  });

  it('begins anew after an error, and the next trigger clears it', () => {
    const now = play([able, here, heard(true), wait(100), heard(true, true), heard(false), heard(true)]);
    expect(bitsOf(now)).toMatchObject({ busy: true, error: false });
  });

  const event: fc.Arbitrary<HandshakeEvent> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('heard' as const), trigger: fc.boolean(), ack: fc.boolean() }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('verdict' as const),
        turn: fc.integer({ min: 0, max: 6 }),
        signal: fc.record({ ok: fc.boolean(), error: fc.constant(false), part: fc.integer({ min: 1, max: 9 }) }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'lost' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('connected' as const), trigger: fc.boolean(), ack: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('line' as const), trouble: fc.constantFrom('', 'It stalls.') }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'time' as const }) },
  );
  const story = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), event), { maxLength: 60 });

  it('tells OK only of the part in hand, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(story, (steps) => {
        let nowMs = 0;
        let now = freshHandshake;
        let okTurn = 0;
        for (const [passedMs, event] of steps) {
          nowMs += passedMs;
          const before = now;
          now = advance(now, event, nowMs, times);
          if (event.kind === 'verdict' && before.step === 'busy' && event.turn === before.turn && event.signal.ok)
            okTurn = before.turn;
          const { ready, busy, result, ok, ng, error } = bitsOf(now);
          expect([ready, busy, result].filter(Boolean).length).toBeLessThanOrEqual(1);
          expect(result).toBe(ok !== ng);
          expect(ok && (ng || error)).toBe(false);
          if (ok) expect(now.turn).toBe(okTurn);
          // Between two results the wire has always shown none; to one that is reached anew everything is written anew.
          if (event.kind !== 'connected' && bitsOf(before).result && result) expect(now.turn).toBe(before.turn);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('always comes back to ready once the PLC keeps to the rules and the line inspects', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const calm: Step[] = [
          able,
          [0, { kind: 'connected', ...low }],
          wait(100),
          wait(200),
          heard(false),
          heard(false, true),
          heard(false),
        ];
        expect(play([...steps, ...calm]).step).toBe('ready');
      }),
      { numRuns: 1_000 },
    );
  });
});
