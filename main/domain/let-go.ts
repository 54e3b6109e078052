/**
 * Gives the memory of large arrays back at once, and not when garbage is collected: beside so little else that V8 has to sweep, it
 * would let dozens of them pile up. Whoever still holds one finds it empty.
 */
export function letGo(...all: readonly ArrayBufferView[]): void {
  for (const { buffer } of all) {
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  }
}
