export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Doubles up to the most, less a random half, so that a room of screens does not knock in step. */
export function backOffMs(attempt: number, { firstMs, mostMs }: BackOff, random: () => number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling * (0.5 + random() / 2));
}
