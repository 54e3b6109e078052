import type { Inspection } from '../../../preload/contract/inspections.ts';
import { isPlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Output, OutputState, VerdictMessage } from '../../../preload/contract/outputs.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { standsFor } from '../../domain/outputs/pulse.ts';
import { freshLimit, takeOne } from '../../domain/outputs/rate-limit.ts';
import { errorSignal, isOk, type Signal, signalOf, worstOf } from '../../domain/outputs/signal.ts';
import { messageOf } from '../../domain/outputs/verdict-message.ts';
import type { OutputNews, ToldAt } from '../../workers/outputs-protocol.ts';
import type { Clock } from '../clock.ts';
import type { AskOutputs } from '../workers/worker-link.ts';
import type { Backlog } from './backlog.ts';
import { OutputFigures } from './output-figures.ts';

export interface ToldOutputOptions {
  readonly output: Output;
  readonly station: string;
  readonly clock: Clock;
  readonly ask: AskOutputs;
  readonly backlog: Backlog;
  readonly trigger: (sourceId: SourceId, deadlineMs: number) => Promise<Outcome<Inspection>>;
  /** The picture of a part, for an output that wants it. */
  readonly picture: (inspection: Inspection) => Promise<Uint8Array | undefined>;
  /** Why the lines behind it cannot inspect as they are now; empty where all can. */
  readonly trouble: () => string;
  readonly changed: () => void;
  /** The same output as it was until now: what was counted goes on. */
  readonly before?: ToldOutput | undefined;
}

interface Held {
  readonly inspection: Inspection;
  readonly judgedAt: number;
}

/** The worker answers at its own deadline; this much later it counts as silent. */
const graceMs = 1_000;
const mostInFlight = 8;

/** One output from the engine's side: what it is told of each part, at which rate, and what becomes of what it could not be told. */
export class ToldOutput {
  readonly figures: OutputFigures;
  readonly #options: ToldOutputOptions;
  #news: Omit<OutputNews, 'output'> = { state: 'connecting', note: '', nextTryAt: null };
  #errors = 0;
  #limit: ReturnType<typeof freshLimit>;
  #inFlight = 0;
  #held: Held | undefined;
  #cancelHeld: () => void = () => undefined;

  constructor(options: ToldOutputOptions) {
    const { before } = options;
    this.#options = options;
    this.figures = before?.figures ?? new OutputFigures();
    // What stays the same stays open, and says nothing anew.
    if (before !== undefined) [this.#news, this.#errors] = [before.#news, before.#errors];
    this.#limit = freshLimit(options.output.mostPerSecond, options.clock.monotonicMs());
  }

  get output(): Output {
    return this.#options.output;
  }

  read(lines: readonly SourceId[]): OutputState {
    const { state, note, nextTryAt, step = null, bits = null } = this.#news;
    const { id } = this.output;
    return { id, state, note, nextTryAt, ...this.figures.read(), lines: [...lines], step, bits };
  }

  news(news: OutputNews): void {
    const { errors = 0 } = news;
    // A worker that began anew counts from nothing.
    if (errors > this.#errors) this.figures.failed += errors - this.#errors;
    this.#errors = errors;
    this.#news = news;
    if (news.state === 'connected') this.drain();
  }

  workerLost(): void {
    this.#errors = 0;
    this.#news = { state: 'connecting', note: 'The outputs worker is being restarted.', nextTryAt: null };
  }

  /** A part was judged. Nothing is waited for: the line goes on. */
  judged(inspection: Inspection): void {
    const { settings, tells, unsureIs } = this.output;
    // Answered by its trigger, and by that alone.
    if (isPlcSettings(settings) && settings.handshake) return;
    const part = isPlcSettings(settings) ? this.#asPulsed(inspection) : inspection;
    if (tells === 'ng' && part.trouble === undefined && isOk(part.verdict, unsureIs)) return;
    this.#tellInTurn({ inspection: part, judgedAt: this.#options.clock.monotonicMs() });
  }

  /** No part is OK by the lines that are left: what the others would have seen of it nobody has. */
  #asPulsed(inspection: Inspection): Inspection {
    const trouble = inspection.trouble ?? this.#options.trouble();
    return trouble === '' ? inspection : { ...inspection, trouble };
  }

  /** A PLC has a part before the cameras of these lines: it is OK where all of them say so. */
  async triggered(turn: number, lines: readonly SourceId[]): Promise<void> {
    const { clock, trigger, changed } = this.#options;
    const { id, settings, unsureIs } = this.output;
    if (!isPlcSettings(settings)) return;
    const judged = await Promise.all(lines.map((sourceId) => trigger(sourceId, settings.verdictMs)));
    const judgedAt = clock.monotonicMs();
    const signals = judged.map((one) => (one.ok ? wholeSignal(one.value, unsureIs) : errorSignal()));
    const refused = judged.find((one) => !one.ok);
    if (refused !== undefined && !refused.ok) this.#news = { ...this.#news, note: refused.failure.message };
    this.#count(await this.#signal(id, turn, worstOf(signals)), judgedAt);
    changed();
  }

  /** What waits is told, oldest first, as soon as there is a way. */
  drain(): void {
    const { backlog, clock, changed } = this.#options;
    if (this.figures.waiting === 0 || this.#news.state !== 'connected') return;
    void backlog.drain(this.output.id, {
      tell: (message) => this.#tell(message),
      waitMs: () => this.#take(),
      told: () => {
        this.figures.waiting = Math.max(0, this.figures.waiting - 1);
        this.figures.tell(clock.wallMs(), null);
        changed();
      },
      refused: () => {
        this.figures.waiting = Math.max(0, this.figures.waiting - 1);
        this.figures.failed += 1;
        changed();
      },
    });
  }

  stop(): void {
    this.#cancelHeld();
    this.#options.backlog.halt(this.output.id);
  }

  /** At the rate that was set: what is more waits on the disk, and of pulses to a PLC one is told as soon as it may: the newest, or one that is bad. */
  #tellInTurn(part: Held): void {
    const { clock } = this.#options;
    const waitMs = this.#held === undefined ? this.#take() : 1;
    const isPlc = isPlcSettings(this.output.settings);
    if (waitMs === 0) return void (isPlc ? this.#pulse(part) : this.#send(part));
    if (!isPlc) return void this.#keep(this.#messageOf(part.inspection));
    if (this.#held === undefined) {
      this.#cancelHeld = clock.after(waitMs, () => this.#releaseHeld());
      this.#held = part;
      return;
    }
    this.figures.skipped += 1;
    const { unsureIs } = this.output;
    const [held, newer] = [this.#held, part].map(({ inspection }) => wholeSignal(inspection, unsureIs));
    if (held !== undefined && newer !== undefined && standsFor(held, newer) === newer) this.#held = part;
  }

  #releaseHeld(): void {
    const waitMs = this.#take();
    if (waitMs > 0) {
      this.#cancelHeld = this.#options.clock.after(waitMs, () => this.#releaseHeld());
      return;
    }
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) void this.#pulse(held);
  }

  async #pulse({ inspection, judgedAt }: Held): Promise<void> {
    const { id, unsureIs } = this.output;
    this.#count(await this.#signal(id, null, wholeSignal(inspection, unsureIs)), judgedAt);
    this.#options.changed();
  }

  async #send({ inspection, judgedAt }: Held): Promise<void> {
    const { clock, changed } = this.#options;
    const message = this.#messageOf(inspection);
    if (this.#news.state !== 'connected' || this.#inFlight >= mostInFlight) return this.#keep(message);
    this.#inFlight += 1;
    const { settings } = this.output;
    const wantsPicture = settings.kind === 'folder' && settings.pictures;
    const told = await this.#tell(message, wantsPicture ? await this.#options.picture(inspection) : undefined);
    this.#inFlight -= 1;
    if (told.ok) this.figures.tell(clock.wallMs(), told.value.at - judgedAt);
    else if (told.failure.code === 'bad_input') this.figures.failed += 1;
    else await this.#keep(message);
    changed();
  }

  async #keep(message: VerdictMessage): Promise<void> {
    const { backlog, changed } = this.#options;
    const kept = await backlog.keep(this.output.id, message);
    const gone = kept.ok ? kept.value.dropped : 1;
    this.figures.waiting = Math.max(0, this.figures.waiting + 1 - gone);
    this.figures.dropped += gone;
    changed();
    this.drain();
  }

  #tell(message: VerdictMessage, picture?: Uint8Array): Promise<Outcome<ToldAt>> {
    const { id, deadlineMs } = this.output;
    return this.#options.ask('tell', { output: id, message, picture }, deadlineMs + graceMs);
  }

  #signal(output: string, turn: number | null, signal: Signal): Promise<Outcome<ToldAt>> {
    return this.#options.ask('signal', { output, turn, signal }, this.output.deadlineMs + graceMs);
  }

  #count(told: Outcome<ToldAt>, judgedAt: number): void {
    if (told.ok) this.figures.tell(this.#options.clock.wallMs(), told.value.at - judgedAt);
    else if (told.failure.code === 'overloaded') this.figures.skipped += 1;
    else this.figures.failed += 1;
  }

  #take(): number {
    const { limit, waitMs } = takeOne(this.#limit, this.output.mostPerSecond, this.#options.clock.monotonicMs());
    this.#limit = limit;
    return waitMs;
  }

  #messageOf(inspection: Inspection): VerdictMessage {
    const { output, station } = this.#options;
    const { recipe = null, trouble = '' } = inspection;
    return messageOf(inspection, { station, output, recipe, reason: trouble });
  }
}

/** What was not seen whole is NG with Error, whatever UNSURE means to whoever is told. */
const wholeSignal = (inspection: Inspection, unsureIs: Output['unsureIs']): Signal =>
  inspection.trouble === undefined ? signalOf(inspection, unsureIs) : errorSignal(inspection.part ?? inspection.id);
