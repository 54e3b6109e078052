/** What was done with a key: kept back because it may be part of a code, let through, or the last of a code. */
export type Pressed =
  | { readonly kind: 'held' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'code'; readonly code: string };

const held: Pressed = { kind: 'held' };
const passed: Pressed = { kind: 'passed' };

/** A scanner types a key every few milliseconds; hardly anybody presses two of them so close. */
const firstGapMs = 80;
/** Once two came that close a scanner is at work: one over radio, or a page that is busy, may stutter. */
const nextGapMs = 250;
/** Shorter is a hand that hit two keys. */
const leastLength = 3;

/** Tells a barcode scanner, which types fast and ends on Enter, from a person at the keyboard. */
export class ScanKeys {
  #keys: string[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;

  /** How long the next key of a code may take; later the keys were a person's. */
  get waitMs(): number {
    return this.#keys.length > 1 ? nextGapMs : firstGapMs;
  }

  press(key: string, atMs: number): Pressed {
    const isClose = atMs - this.#lastMs <= this.waitMs;
    if (key === 'Enter') {
      if (!isClose || this.#keys.length < leastLength) return passed;
      const code = this.release().join('').trim();
      return code === '' ? passed : { kind: 'code', code };
    }
    // Shift and its like come between the letters of a code. A space may begin nothing: it presses what has the focus.
    if (key.length !== 1 || (key === ' ' && this.#keys.length === 0)) return passed;
    this.#keys.push(key);
    this.#lastMs = atMs;
    return held;
  }

  /** The keys that turned out to be a person's, in their order; they are to be given to the page after all. */
  release(): readonly string[] {
    const keys = this.#keys;
    this.#keys = [];
    return keys;
  }
}
