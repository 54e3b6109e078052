/** Lets a stretch of one second's worth through at once and then no more than its rate. */
export interface RateLimit {
  readonly tokens: number;
  readonly atMs: number;
}

export const freshLimit = (perSecond: number, nowMs: number): RateLimit => ({ tokens: burst(perSecond), atMs: nowMs });

/** `limit` is what holds afterwards; `waitMs` is how long until one is let through, 0 where this one is. */
export function takeOne(
  limit: RateLimit,
  perSecond: number,
  nowMs: number,
): { readonly limit: RateLimit; readonly waitMs: number } {
  const elapsedMs = Math.max(0, nowMs - limit.atMs);
  const tokens = Math.min(burst(perSecond), limit.tokens + (elapsedMs * perSecond) / 1000);
  if (tokens >= 1) return { limit: { tokens: tokens - 1, atMs: nowMs }, waitMs: 0 };
  return { limit: { tokens, atMs: nowMs }, waitMs: ((1 - tokens) / perSecond) * 1000 };
}

const burst = (perSecond: number): number => Math.max(1, perSecond);
