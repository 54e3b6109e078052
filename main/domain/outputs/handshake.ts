import type { HandshakeStep } from '../../../preload/contract/outputs.ts';
import { errorSignal, type Signal } from './signal.ts';

/**
 * The handshake with a PLC, as values alone.
 *
 *     ready --Trigger--> busy --verdict--> result --Ack--> release --Trigger and Ack low--> ready
 *
 * Whatever goes wrong ends in NG with Error, or in no result at all; OK is told of the part in hand alone and is taken back
 * before the next one can begin.
 */
export interface Handshake {
  readonly step: HandshakeStep;
  /** Counted by each trigger: a verdict of another turn is of another part. */
  readonly turn: number;
  /** What the PLC was last heard to say. */
  readonly trigger: boolean;
  readonly ack: boolean;
  /** Ack was low since the trigger: one that stands from before acknowledges nothing. */
  readonly ackWasLow: boolean;
  /** Whether the line can inspect; why not otherwise. */
  readonly trouble: string;
  readonly signal: Signal | null;
  /** Stands until the next trigger. */
  readonly error: boolean;
  /** When the step takes too long; monotonic. */
  readonly dueMs: number;
  /** What went wrong last, in one sentence. */
  readonly note: string;
}

export interface HandshakeTimes {
  readonly verdictMs: number;
  readonly ackMs: number;
}

export type HandshakeEvent =
  | { readonly kind: 'connected'; readonly trigger: boolean; readonly ack: boolean }
  | { readonly kind: 'lost' }
  | { readonly kind: 'heard'; readonly trigger: boolean; readonly ack: boolean }
  | { readonly kind: 'verdict'; readonly turn: number; readonly signal: Signal }
  /** Empty when the line can inspect. */
  | { readonly kind: 'line'; readonly trouble: string }
  | { readonly kind: 'time' };

export const freshHandshake: Handshake = {
  step: 'away',
  turn: 0,
  trigger: false,
  ack: false,
  ackWasLow: false,
  trouble: 'No line is inspecting.',
  signal: null,
  error: false,
  dueMs: Number.POSITIVE_INFINITY,
  note: '',
};

export function advance(now: Handshake, event: HandshakeEvent, nowMs: number, times: HandshakeTimes): Handshake {
  const settled = settle(now, event, nowMs, times);
  // Both low: the PLC has seen that the result is taken back.
  if (settled.step === 'release' && !settled.trigger && !settled.ack) {
    return { ...settled, step: 'ready', signal: null, dueMs: Number.POSITIVE_INFINITY };
  }
  return settled;
}

function settle(now: Handshake, event: HandshakeEvent, nowMs: number, times: HandshakeTimes): Handshake {
  switch (event.kind) {
    case 'connected':
      return connected(now, event, nowMs, times);
    case 'lost':
      return lost(now);
    case 'heard':
      return heard(now, event, nowMs, times);
    case 'verdict':
      return now.step === 'busy' && event.turn === now.turn ? result(now, event.signal, '', nowMs, times) : now;
    case 'line':
      return line(now, event.trouble, nowMs, times);
    case 'time':
      return late(now, nowMs, times);
  }
}

/** A PLC that waits already is answered: nobody looked at its part. */
function connected(now: Handshake, heard: { trigger: boolean; ack: boolean }, nowMs: number, times: HandshakeTimes) {
  const { trigger, ack } = heard;
  const here = { ...now, trigger, ack, ackWasLow: !ack, signal: null };
  if (!trigger) return withdraw(here, now.note);
  return result(
    { ...here, turn: now.turn + 1 },
    errorSignal(),
    'The PLC waited already when it was reached.',
    nowMs,
    times,
  );
}

function lost(now: Handshake): Handshake {
  const inHand = now.step === 'busy' || now.step === 'result';
  const note = inHand ? 'The PLC was lost with a part in hand.' : now.note;
  return { ...now, step: 'away', signal: null, error: now.error || inHand, dueMs: Number.POSITIVE_INFINITY, note };
}

function heard(
  now: Handshake,
  { trigger, ack }: { trigger: boolean; ack: boolean },
  nowMs: number,
  times: HandshakeTimes,
) {
  const rose = trigger && !now.trigger;
  const next = { ...now, trigger, ack, ackWasLow: now.ackWasLow || !ack };
  switch (now.step) {
    case 'ready':
      return rose ? begin(next, nowMs, times) : next;
    case 'busy':
      return rose ? result(next, errorSignal(), 'A trigger came while a part was in hand.', nowMs, times) : next;
    case 'result':
      if (ack && next.ackWasLow) return withdraw(next, next.note);
      return rose ? withdraw({ ...next, error: true }, 'A trigger came before the result was acknowledged.') : next;
    case 'away':
    case 'release':
      return next;
  }
}

function begin(now: Handshake, nowMs: number, times: HandshakeTimes): Handshake {
  const turn = now.turn + 1;
  const fresh = { ...now, turn, ackWasLow: !now.ack, error: false, note: '', signal: null };
  if (now.trouble !== '') return result(fresh, errorSignal(), now.trouble, nowMs, times);
  return { ...fresh, step: 'busy', dueMs: nowMs + times.verdictMs };
}

function result(now: Handshake, signal: Signal, note: string, nowMs: number, { ackMs }: HandshakeTimes): Handshake {
  return { ...now, step: 'result', signal, error: signal.error, note, dueMs: nowMs + ackMs };
}

const withdraw = (now: Handshake, note: string): Handshake => ({
  ...now,
  step: 'release',
  signal: null,
  note,
  dueMs: Number.POSITIVE_INFINITY,
});

function line(now: Handshake, trouble: string, nowMs: number, times: HandshakeTimes): Handshake {
  const next = { ...now, trouble };
  return now.step === 'busy' && trouble !== '' ? result(next, errorSignal(), trouble, nowMs, times) : next;
}

function late(now: Handshake, nowMs: number, times: HandshakeTimes): Handshake {
  if (nowMs < now.dueMs) return now;
  if (now.step === 'busy') {
    return result(now, errorSignal(), `The line gave no verdict within ${times.verdictMs} ms.`, nowMs, times);
  }
  if (now.step === 'result') {
    return withdraw({ ...now, error: true }, `The PLC did not acknowledge within ${times.ackMs} ms.`);
  }
  return now;
}
