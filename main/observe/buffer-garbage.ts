import { getHeapStatistics } from 'node:v8';
import { sweepYoung } from './sweep-young.ts';

/** A look takes some microseconds, a sweep a third to half of a millisecond. */
const lookEveryMs = 50;
/** Where it was four, V8 was at times there first and marked all of its heap. */
const sweepAfterBytes = 2 * 1_048_576;

interface Parts {
  readonly sweep: () => void;
  readonly bufferBytes: () => number;
}

/** All that lies beside the heap, pictures of the camera library too, which are no buffers of Node's; what a sweep frees is taken off at the next. */
const usualParts: Parts = { sweep: sweepYoung, bufferBytes: () => getHeapStatistics().external_memory };

/**
 * Pictures and messages of protocols are large buffers beside so little else that V8 does not sweep its young objects for minutes. The
 * process grows meanwhile, and when many megabytes of dead ones have piled up it marks its whole heap, for 10 to 25 ms, on threads that
 * a network or a verdict wants. Here they are swept up young. Gives what ends it.
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
