import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Outcome } from '../../main/domain/outcome.ts';
import type { Message, VisionEvents, VisionVerbs } from '../../main/workers/protocol.ts';

type Told = { [E in keyof VisionEvents]: { readonly event: E; readonly value: VisionEvents[E] } }[keyof VisionEvents];

const entry = path.join(import.meta.dirname, '../../main/workers/vision.ts');

/** A real vision worker as a test holds it: asks, hears, waits. */
export class VisionWorker {
  readonly process: ChildProcess;
  readonly told: Told[] = [];
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  stderr = '';
  readonly #waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  #listeners = new Set<() => void>();
  #calls = 0;

  constructor(environment: NodeJS.ProcessEnv = process.env) {
    this.process = fork(entry, { serialization: 'advanced', env: environment, silent: true, execArgv: [] });
    this.process.stderr?.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.process.on('message', (message: Message) => this.#hear(message));
    this.exited = new Promise((resolve) => {
      this.process.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  ask<V extends keyof VisionVerbs>(
    verb: V,
    input: VisionVerbs[V]['input'],
  ): Promise<Outcome<VisionVerbs[V]['output']>> {
    return this.askAnything(verb, input) as Promise<Outcome<VisionVerbs[V]['output']>>;
  }

  askAnything(verb: unknown, input: unknown): Promise<Outcome<unknown>> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve) => {
      this.#waiting.set(call, resolve);
      this.process.send({ kind: 'request', call, verb, input });
    });
  }

  all<E extends keyof VisionEvents>(event: E): VisionEvents[E][] {
    return this.told.filter((told) => told.event === event).map((told) => told.value as VisionEvents[E]);
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
    if (message.kind === 'told') this.told.push({ event: message.event, value: message.value } as Told);
    for (const listen of [...this.#listeners]) listen();
  }
}
