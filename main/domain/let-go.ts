/**
 * Gives the memory of large arrays back at once, and not when garbage is collected: V8 sweeps by the number of its objects, and lets
 * dozens of large ones pile up. Whoever still holds one finds it empty, so it is only for memory that nobody else has a part of, and
 * never for a small Buffer of Node's pool. It stands here because capture and vision may not know of each other.
 */
export function letGo(...all: readonly ArrayBufferView[]): void {
  for (const { buffer } of all) {
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  }
}
