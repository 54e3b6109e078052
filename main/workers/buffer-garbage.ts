import { sweepYoung } from '../models/sweep-young.ts';

/** Whoever tells a verdict waits for none of it: a look takes a hundredth of a millisecond, a sweep half of one. */
const lookEveryMs = 50;
const sweepAfterBytes = 2 * 1_048_576;

interface Parts {
  readonly sweep: () => void;
  readonly bufferBytes: () => number;
}

const usualParts: Parts = { sweep: sweepYoung, bufferBytes: () => process.memoryUsage().arrayBuffers };

/**
 * Libraries of protocols leave a large buffer behind with each message, and V8 marks its whole heap for some megabytes of them:
 * for 10 to 25 ms, twice a second, with the verdict of a part in hand. Here they are swept up young. Gives what ends it.
 */
export function sweepBuffers({ sweep, bufferBytes }: Parts = usualParts): () => void {
  let least = bufferBytes();
  const looking = setInterval(() => {
    const now = bufferBytes();
    least = Math.min(least, now);
    if (now < least + sweepAfterBytes) return;
    sweep();
    least = bufferBytes();
  }, lookEveryMs);
  looking.unref();
  return () => clearInterval(looking);
}
