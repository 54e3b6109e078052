import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import type { Verdict } from '../../../preload/contract/values.ts';

/** What a line is told of one part: OK, NG, or NG because nobody can tell. */
export interface Signal {
  readonly ok: boolean;
  /** The part was not inspected as it should have been: never beside OK. */
  readonly error: boolean;
  /** Of the part, as far as the wire can carry it; 0 where there is none. */
  readonly part: number;
}

/** As a PLC reads them: 32 bits, and 0 is no part. */
const mostPart = 0xffff_ffff;

export const errorSignal = (part = 0): Signal => ({ ok: false, error: true, part: wirePart(part) });

export const wirePart = (part: number): number => {
  const whole = Math.trunc(part);
  return Number.isFinite(whole) && whole > 0 ? whole % (mostPart + 1) : 0;
};

export function signalOf(
  inspection: Pick<Inspection, 'id' | 'part' | 'verdict'>,
  unsureIs: Output['unsureIs'],
): Signal {
  return { ok: isOk(inspection.verdict, unsureIs), error: false, part: wirePart(inspection.part ?? inspection.id) };
}

export const isOk = (verdict: Verdict, unsureIs: Output['unsureIs']): boolean =>
  verdict === 'pass' || (verdict === 'unsure' && unsureIs === 'ok');

/** One part that several cameras looked at: it is OK where all of them say so. */
export function worstOf(signals: readonly Signal[]): Signal {
  const [first] = signals;
  if (first === undefined) return errorSignal();
  const error = signals.some((signal) => signal.error);
  return { ok: !error && signals.every(({ ok }) => ok), error, part: first.part };
}
