import type { OutputTest, VerdictMessage } from '../../preload/contract/outputs.ts';
import { fail, type Outcome } from '../domain/outcome.ts';
import type { OutputJob, OutputOrder } from '../domain/outputs/output-job.ts';
import type { Signal } from '../domain/outputs/signal.ts';
import { testMessage } from '../domain/outputs/verdict-message.ts';
import type { OutputClock } from './job.ts';
import { MessageOutput } from './message-output.ts';
import { type OutputWorld, openOutput } from './open-output.ts';
import { PlcOutput } from './plc-output.ts';

export interface OutputRoomOptions {
  readonly clock: OutputClock;
  readonly random: () => number;
  readonly changed: (id: string, news: (PlcOutput | MessageOutput)['news']) => void;
  readonly triggered: (id: string, turn: number) => void;
  readonly coded: (id: string, code: string, stands: boolean) => void;
}

export interface RoomOrder extends OutputOrder {
  readonly jobs: readonly OutputJob[];
}

interface Entry {
  readonly output: PlcOutput | MessageOutput;
  /** What it was opened with: one that stays the same stays open. */
  readonly made: string;
}

/** All outputs of a station that are on; none waits for another. */
export class OutputRoom {
  readonly #options: OutputRoomOptions;
  readonly #entries = new Map<string, Entry>();
  #world: OutputWorld | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: OutputRoomOptions) {
    this.#options = options;
  }

  /** From here on these and no others. */
  configure(order: RoomOrder): Promise<void> {
    const turn = this.#turn.then(() => this.#configure(order));
    this.#turn = turn;
    return turn;
  }

  stop(): Promise<void> {
    const turn = this.#turn.then(() => this.#stopAll([...this.#entries.keys()]));
    this.#turn = turn;
    return turn;
  }

  signal(id: string, turn: number | null, signal: Signal): Promise<Outcome<{ at: number }>> {
    const output = this.#entries.get(id)?.output;
    return output instanceof PlcOutput ? output.signal(turn, signal) : Promise.resolve(notHere(id));
  }

  tell(id: string, message: VerdictMessage, picture: Uint8Array | undefined): Promise<Outcome<{ at: number }>> {
    const output = this.#entries.get(id)?.output;
    return output instanceof MessageOutput ? output.tell(message, picture) : Promise.resolve(notHere(id));
  }

  /** Why the line behind an output cannot inspect; empty where it can. */
  line(id: string, trouble: string): void {
    const output = this.#entries.get(id)?.output;
    if (output instanceof PlcOutput) output.line(trouble);
  }

  /** What became of the recipe that a PLC asked for; empty where it is in use. */
  switched(id: string, trouble: string): void {
    const output = this.#entries.get(id)?.output;
    if (output instanceof PlcOutput) output.switched(trouble);
  }

  /** One that is off is reached for the test alone. */
  async test(job: OutputJob, order: OutputOrder): Promise<OutputTest> {
    const quiet = (): void => undefined;
    const known = this.#entries.get(job.id);
    const isSame = known?.made === madeOf(job);
    const world = this.#worldOf(order);
    const output = isSame ? known.output : openOutput(job, world, { changed: quiet, triggered: quiet, coded: quiet });
    if (output instanceof PlcOutput) return output.test();
    return output.test(testMessage(order.station, job.id, this.#options.clock.wallMs()));
  }

  async #configure(order: RoomOrder): Promise<void> {
    const wanted = new Map(order.jobs.map((job) => [job.id, job]));
    const gone = [...this.#entries].filter(([id, { made }]) => {
      const job = wanted.get(id);
      return job === undefined || madeOf(job) !== made;
    });
    await this.#stopAll(gone.map(([id]) => id));
    this.#world ??= this.#worldOf(order);
    for (const job of order.jobs) if (!this.#entries.has(job.id)) this.#open(job, this.#world);
  }

  #open(job: OutputJob, world: OutputWorld): void {
    const { changed, triggered, coded } = this.#options;
    const { id } = job;
    const output = openOutput(job, world, {
      changed: () => changed(id, output.news),
      triggered: (turn) => triggered(id, turn),
      coded: (code, stands) => coded(id, code, stands),
    });
    this.#entries.set(id, { output, made: madeOf(job) });
    output.start();
  }

  async #stopAll(ids: readonly string[]): Promise<void> {
    await Promise.all(
      ids.map(async (id) => {
        const entry = this.#entries.get(id);
        this.#entries.delete(id);
        await entry?.output.stop();
      }),
    );
  }

  #worldOf({ station, folder, pace }: OutputOrder): OutputWorld {
    const { clock, random } = this.#options;
    return { clock, random, pace, place: { station, folder } };
  }
}

const madeOf = (job: OutputJob): string => JSON.stringify(job);

const notHere = (id: string): Outcome<never> =>
  fail('unreachable', {
    thing: `The output ${id}`,
    expected: 'one that is on',
    received: 'none of that name',
    remedy: 'Turn it on, or look after its settings.',
  });
