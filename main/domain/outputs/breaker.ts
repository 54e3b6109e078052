import { type BackOff, backOffMs } from '../back-off.ts';

/**
 * Leaves an output alone that fails again and again. Closed it is used; open it is not, until its time has come; then one try
 * (half open) decides.
 */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open';
  /** In a row. */
  readonly failures: number;
  /** How often it opened without closing in between. */
  readonly opened: number;
  /** Monotonic; 0 while it is closed. */
  readonly openUntilMs: number;
}

export interface BreakerRule {
  /** So many failures in a row open it. */
  readonly failures: number;
  readonly backOff: BackOff;
}

export const usualBreaker: BreakerRule = { failures: 3, backOff: { firstMs: 1_000, factor: 2, maxMs: 60_000 } };

export const closedBreaker: Breaker = { state: 'closed', failures: 0, opened: 0, openUntilMs: 0 };

export function afterFailure(breaker: Breaker, rule: BreakerRule, nowMs: number, random: number): Breaker {
  // What was under way when it opened says nothing that is not known.
  if (breaker.state === 'open') return breaker;
  const failures = breaker.failures + 1;
  if (breaker.state === 'closed' && failures < rule.failures) return { ...breaker, failures };
  const openUntilMs = nowMs + backOffMs(rule.backOff, breaker.opened, random);
  return { state: 'open', failures, opened: breaker.opened + 1, openUntilMs };
}

/** An output that is told again after all is as good as one that never failed. */
export const afterSuccess = (): Breaker => closedBreaker;

/** Whether its time has come; the one who is let through first makes it half open and decides for all others. */
export function letThrough(breaker: Breaker, nowMs: number): { readonly isLet: boolean; readonly breaker: Breaker } {
  if (breaker.state === 'closed') return { isLet: true, breaker };
  if (breaker.state === 'half-open' || nowMs < breaker.openUntilMs) return { isLet: false, breaker };
  return { isLet: true, breaker: { ...breaker, state: 'half-open' } };
}
