import { EventEmitter } from 'node:events';

interface Listens {
  on: unknown;
}

/**
 * Stands in for an Electron object that emits events. Electron's `on` returns the whole object, which no double is, so its type is
 * claimed here, once; the names and listeners that the shell uses are held against Electron's own overloads all the same.
 */
export class EmitterDouble<T extends Listens> {
  readonly #emitter = new EventEmitter();
  readonly on: T['on'] = this.#emitter.on.bind(this.#emitter);
  readonly once: T['on'] = this.#emitter.once.bind(this.#emitter);

  emit(event: string, ...values: readonly unknown[]): void {
    this.#emitter.emit(event, ...values);
  }

  listens(event: string): boolean {
    return this.#emitter.listenerCount(event) > 0;
  }
}
