/**
 * Gives the memory of numbers back at once, and not when garbage is collected: a network's outputs are megabytes a second beside
 * so little else that V8 would let dozens of them pile up. Whoever still holds them finds them empty.
 */
export function letGo(all: readonly Float32Array[]): void {
  for (const { buffer } of all) {
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  }
}
