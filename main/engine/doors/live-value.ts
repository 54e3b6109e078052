/** A value that many may watch: each watcher gets the newest, never a backlog. */
export class LiveValue<T> {
  #value: T;
  #version = 0;
  readonly #waiting = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.#version += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** The value now and then at each change, until the signal of the caller says that it left. */
  async *watch(signal?: AbortSignal): AsyncGenerator<T, void, undefined> {
    let seen = -1;
    while (!signal?.aborted) {
      if (seen === this.#version) {
        await this.#change(signal);
        continue;
      }
      seen = this.#version;
      yield this.#value;
    }
  }

  /** How many wait for a change. */
  get watchers(): number {
    return this.#waiting.size;
  }

  #change(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => {
      this.#waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    this.#waiting.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
    return promise;
  }
}
