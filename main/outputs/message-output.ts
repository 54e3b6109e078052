import type { OutputState, OutputTest, VerdictMessage } from '../../preload/contract/outputs.ts';
import { type Failure, failure, type Outcome, succeed } from '../domain/outcome.ts';
import type { BreakerRule } from '../domain/outputs/breaker.ts';
import type { Lost, Messenger, OutputClock } from './job.ts';
import { KeptOpen } from './kept-open.ts';
import { TestSteps } from './test-steps.ts';
import { within } from './within.ts';

export interface MessageOutputOptions {
  readonly name: string;
  readonly deadlineMs: number;
  readonly clock: OutputClock;
  readonly random: () => number;
  readonly rule: BreakerRule;
  readonly retryMs: number;
  readonly open: (lost: Lost) => Promise<Outcome<Messenger>>;
  readonly changed: () => void;
}

/** Tells one broker, address or folder whole messages. What cannot be told is given back with why: keeping it is the engine's. */
export class MessageOutput {
  readonly #options: MessageOutputOptions;
  readonly #kept: KeptOpen<Messenger>;

  constructor(options: MessageOutputOptions) {
    this.#options = options;
    const { clock, random, rule, retryMs, open, changed } = options;
    const quiet = (): void => undefined;
    this.#kept = new KeptOpen({ clock, random, rule, retryMs, open, opened: quiet, closed: quiet, changed });
  }

  get news(): Pick<OutputState, 'state' | 'note' | 'nextTryAt'> {
    return this.#kept.news;
  }

  start(): void {
    this.#kept.start();
  }

  stop(): Promise<void> {
    return this.#kept.stop();
  }

  async tell(message: VerdictMessage, picture?: Uint8Array): Promise<Outcome<{ at: number }>> {
    const { clock, deadlineMs, name } = this.#options;
    const messenger = this.#kept.take();
    if (messenger === undefined) return { ok: false, failure: this.#away() };
    const told = await within(clock, deadlineMs, name, messenger.tell(message, picture));
    if (told.ok) {
      this.#kept.worked();
      return succeed({ at: clock.monotonicMs() });
    }
    // One that does not answer is reached anew: its answers could be of another question by now.
    const isLost = told.failure.code === 'deadline_exceeded';
    // What it refused for what it says, it has taken in: the way there is well.
    if (told.failure.code === 'bad_input') this.#kept.worked();
    else this.#kept.failed(told.failure, isLost);
    return told;
  }

  async test(message: VerdictMessage): Promise<OutputTest> {
    const { clock, deadlineMs, name, open } = this.#options;
    const steps = new TestSteps(clock);
    // A second session beside the one that stands would push that out at a broker.
    const standing = this.#kept.value;
    const reached = standing
      ? await steps.take('The connection stands', async () => succeed(standing))
      : await steps.take('Reach it', () => open(() => undefined));
    if (!reached.ok) return steps.report;
    await steps.take('Send a signal that is marked as a test', () =>
      within(clock, deadlineMs, name, reached.value.tell(message, undefined)),
    );
    if (standing === undefined) await reached.value.close();
    return steps.report;
  }

  #away(): Failure {
    const { note } = this.#kept.news;
    return failure('unreachable', {
      thing: this.#options.name,
      expected: 'a way to it',
      received: note === '' ? 'one that is not there yet' : note,
      remedy: 'It is tried again by itself.',
    });
  }
}
