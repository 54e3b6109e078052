import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Outcome } from '../../main/domain/outcome.ts';
import type { Message } from '../../main/workers/protocol.ts';

type Verbs<V> = { readonly [K in keyof V]: { readonly input: unknown; readonly output: unknown } };
type Told<E> = { [K in keyof E]: { readonly event: K; readonly value: E[K] } }[keyof E];

/** A real worker process as a test holds it: asks, hears, waits. */
export class HeldWorker<V extends Verbs<V>, E> {
  readonly process: ChildProcess;
  readonly told: Told<E>[] = [];
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  stderr = '';
  readonly #waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  #listeners = new Set<() => void>();
  #calls = 0;

  /** `entry` is a file of main/workers. */
  constructor(entry: string, environment: NodeJS.ProcessEnv) {
    const program = path.join(import.meta.dirname, '../../main/workers', entry);
    this.process = fork(program, { serialization: 'advanced', env: environment, silent: true, execArgv: [] });
    this.process.stderr?.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.process.on('message', (message: Message) => this.#hear(message));
    this.exited = new Promise((resolve) => {
      this.process.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  ask<K extends keyof V>(verb: K, input: V[K]['input']): Promise<Outcome<V[K]['output']>> {
    return this.askAnything(verb, input) as Promise<Outcome<V[K]['output']>>;
  }

  askAnything(verb: unknown, input: unknown): Promise<Outcome<unknown>> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve) => {
      this.#waiting.set(call, resolve);
      this.process.send({ kind: 'request', call, verb, input });
    });
  }

  all<K extends keyof E>(event: K): E[K][] {
    return this.told.filter((told) => told.event === event).map((told) => told.value as E[K]);
  }

  /** Settles once what was told satisfies the condition; the test's own time limit ends a wait in vain. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  async end(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  #hear(message: Message): void {
    if (message.kind === 'reply') this.#waiting.get(message.call)?.(message.outcome);
    if (message.kind === 'told') this.told.push({ event: message.event, value: message.value } as Told<E>);
    for (const listen of [...this.#listeners]) listen();
  }
}
