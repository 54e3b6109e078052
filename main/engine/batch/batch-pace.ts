const windowMs = 10_000;

/** Pictures a second over the last seconds. */
export class Pace {
  readonly #marks: { readonly done: number; readonly atMs: number }[] = [];

  at(done: number, atMs: number): void {
    this.#marks.push({ done, atMs });
    while (this.#marks.length > 2 && atMs - (this.#marks[0]?.atMs ?? atMs) > windowMs) this.#marks.shift();
  }

  get perSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
    return Math.max(0, (last.done - first.done) / ((last.atMs - first.atMs) / 1000));
  }
}
