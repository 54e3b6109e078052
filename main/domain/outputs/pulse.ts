import type { Signal } from './signal.ts';

/** Without a handshake a verdict stands for a while and is then taken back; between two there is always a pause. */
export interface Pulse {
  readonly shown: Signal | null;
  /** When what is shown, or the pause after it, ends; monotonic. */
  readonly dueMs: number;
  /** The newest that came meanwhile; what is good takes the place of nothing that is bad. */
  readonly next: Signal | null;
  /** Replaced by a newer one before it could be shown. */
  readonly skipped: number;
}

export const restingPulse: Pulse = { shown: null, dueMs: Number.NEGATIVE_INFINITY, next: null, skipped: 0 };

/** A pause long enough for a PLC that looks every 20 ms. */
const mostPauseMs = 50;

export function addSignal(pulse: Pulse, signal: Signal, nowMs: number, pulseMs: number): Pulse {
  if (pulse.shown === null && nowMs >= pulse.dueMs) return { ...pulse, shown: signal, dueMs: nowMs + pulseMs };
  if (pulse.next === null) return { ...pulse, next: signal };
  return { ...pulse, next: standsFor(pulse.next, signal), skipped: pulse.skipped + 1 };
}

/** Which of two is told where only one can be: a bad part that nobody is told of would pass. */
export const standsFor = (waiting: Signal, newer: Signal): Signal => (newer.ok && !waiting.ok ? waiting : newer);

export function passTime(pulse: Pulse, nowMs: number, pulseMs: number): Pulse {
  if (nowMs < pulse.dueMs) return pulse;
  if (pulse.shown !== null) return { ...pulse, shown: null, dueMs: nowMs + Math.min(pulseMs, mostPauseMs) };
  return pulse.next === null ? pulse : { ...pulse, shown: pulse.next, next: null, dueMs: nowMs + pulseMs };
}
