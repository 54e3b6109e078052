export interface BackOff {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

/** How long to wait before try number `attempt` (from 0): it doubles or so, with jitter so that many do not return at once. */
export function backOffMs(backOff: BackOff, attempt: number, random: number): number {
  const full = Math.min(backOff.maxMs, backOff.firstMs * backOff.factor ** attempt);
  return full * (0.5 + random / 2);
}

/** The times of those restarts that still count: the last ones within the window that ends now. */
export function recentRestarts(restarts: readonly number[], nowMs: number, withinMs: number): readonly number[] {
  return restarts.filter((at) => nowMs - at < withinMs);
}
