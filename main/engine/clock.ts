/** Time as an argument, so that a test can turn hours into a loop. */
export interface Clock {
  /** Milliseconds of the machine's monotonic clock: the same in every process of this machine. */
  monotonicMs(): number;
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** Calls once after a delay; the answer cancels. */
  after(delayMs: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
  wallMs: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
};
