/** Waits that all end at once when their owner closes. */
export class Pause {
  readonly #wakers = new Set<() => void>();
  #over = false;

  get over(): boolean {
    return this.#over;
  }

  for(milliseconds: number): Promise<void> {
    if (this.#over) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, milliseconds));
      this.#wakers.add(wake);
    });
  }

  end(): void {
    this.#over = true;
    for (const wake of [...this.#wakers]) wake();
  }
}
