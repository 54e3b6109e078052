import { expectOption, isWhole } from './check.ts';
import { nativeAddon } from './loader.ts';

/** What Linux takes; where nobody asks, a turn lasts one to three milliseconds. */
const mostMs = 100;

/**
 * How long a turn at the processor lasts for this thread, and for those that it starts from then on. Whoever has shorter turns goes
 * first at once when it wakes up, instead of behind a turn: what computes for long takes long ones, so that nothing else waits for it.
 * Only Linux from 6.12 on knows such turns; false where the system does not take them, or the addon is not there.
 */
export function takeTurns(turnMs: number): boolean {
  expectOption(isWhole(turnMs, 1, mostMs), 'turnMs', `a whole number from 1 to ${mostMs}`, turnMs);
  return nativeAddon().addon?.takeTurns(turnMs) ?? false;
}
