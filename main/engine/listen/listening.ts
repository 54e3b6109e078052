import type { ListenState } from '../../../preload/contract/listen.ts';
import type { SoundCard } from '../../../preload/contract/model-card.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import { isSoundSource, type SoundSource, type Source } from '../../../preload/contract/sources.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { type BackOff, backOffMs } from '../../domain/back-off.ts';
import { type Failure, fail, failure, type Outcome, succeed } from '../../domain/outcome.ts';
import type { SamplingWish } from '../../domain/sampling/sampler.ts';
import type { HeardSpeech, SourceNews, SpeechEvents, Told } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { LiveValue } from '../doors/live-value.ts';
import { Pulse } from '../line/pulse.ts';
import { Turns } from '../line/turns.ts';
import type { AskSpeech } from '../workers/worker-link.ts';
import { ListenNumbers } from './heard-numbers.ts';
import { rowOfSpeech } from './speech-row.ts';
import { silentListening } from './stopped-listening.ts';

type NewPrediction = Omit<Prediction, 'id'>;

export interface ListeningOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly ask: AskSpeech;
  readonly findSource: (id: SourceId) => Promise<Outcome<Source>>;
  readonly findModel: (name: string) => Promise<Outcome<{ readonly folder: string; readonly card: SoundCard }>>;
  readonly storePrediction: (row: NewPrediction) => void;
  /** Tells when the sound is on the disk and waits for a person. */
  readonly keepSample: (row: NewPrediction, reason: SampleReason, wav: Uint8Array, kept: () => void) => void;
  readonly wish: () => Promise<SamplingWish>;
  /** Settles when all that was heard is stored. */
  readonly flush: () => Promise<Outcome<unknown>>;
  readonly modelLoaded: (card: SoundCard, runsOn: string) => void;
  readonly threads: number;
}

export interface ListenWish {
  readonly sourceId: SourceId;
  readonly model: string;
}

interface Order {
  readonly wish: ListenWish;
  readonly source: SoundSource;
  readonly folder: string;
  readonly card: SoundCard;
  readonly startedAt: number;
  readonly numbers: ListenNumbers;
}

const startDeadlineMs = 30_000;
const stopDeadlineMs = 5_000;
const closeDeadlineMs = 1_000;
const retry: BackOff = { firstMs: 2_000, factor: 2, maxMs: 60_000 };

/** The service behind the Listen seat: one source of sound, one model, and when somebody spoke. */
export class Listening {
  readonly live: LiveValue<ListenState>;
  readonly #options: ListeningOptions;
  readonly #pulse: Pulse;
  readonly #turns = new Turns();
  #order: Order | undefined;
  #state: ListenState['state'] = 'stopped';
  #note = '';
  #runsOn = '';
  #needs: ListenState['needs'] = silentListening.needs;
  #retries = 0;
  #cancelRetry: () => void = () => {};
  #summary: ListenState = silentListening;

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.live = new LiveValue(silentListening);
    const { clock } = options;
    this.#pulse = new Pulse({ clock, leastMs: 100, mostMs: 1_000, beat: () => this.live.set(this.#read()) });
  }

  /** As it is now, with a look at whether the model that is needed has come since. */
  async read(): Promise<ListenState> {
    await this.#look(this.#order?.wish.model ?? this.#needs.name);
    return this.#read();
  }

  /** Starts, or changes over from what runs. A start that fails leaves it stopped unless `keep` says to try on. */
  start(wish: ListenWish, keep = false): Promise<Outcome<ListenState>> {
    return this.#turns.take(async () => {
      const known = this.#order?.wish;
      const isSame = known?.sourceId === wish.sourceId && known.model === wish.model;
      if (isSame && this.#state === 'running') return succeed(this.#read());
      const order = await this.#prepare(wish);
      if (!order.ok) return this.#refuse(order.failure, isSame);
      await this.#wind(stopDeadlineMs);
      this.#order = order.value;
      const started = await this.#begin(order.value);
      if (started.ok) return succeed(this.#read());
      if (!keep) await this.#wind(stopDeadlineMs);
      return this.#refuse(started.failure, keep);
    });
  }

  /** Stops; what was heard is stored before this settles. */
  stop(): Promise<Outcome<ListenState>> {
    return this.#stopWith('');
  }

  #stopWith(note: string): Promise<Outcome<ListenState>> {
    return this.#turns.take(async () => {
      await this.#wind(stopDeadlineMs);
      // Whoever sees it stopped finds all of its rows.
      const stored = await this.#options.flush();
      this.#become('stopped', note);
      return stored.ok ? succeed(this.#read()) : stored;
    });
  }

  async close(): Promise<void> {
    await this.#turns.take(() => this.#wind(closeDeadlineMs));
    this.#become('stopped', '');
    this.#pulse.stop();
  }

  /** The settings of sampling, or of people, have changed. */
  async resample(): Promise<void> {
    if (this.#order === undefined) return;
    await this.#options.ask('sampling', await this.#options.wish(), stopDeadlineMs);
  }

  get sourceInUse(): SourceId | null {
    return this.#order?.wish.sourceId ?? null;
  }

  /** A fresh worker answers: it is given the order that the one before it had. */
  workerReady(): void {
    void this.#turns.take(() => this.#resume());
  }

  workerLost(note: string): void {
    const order = this.#order;
    this.#cancelRetry();
    if (order === undefined) return;
    order.numbers.interrupted();
    this.#become('failed', `The speech worker ${note}; listening goes on as soon as it is back.`);
  }

  told(told: Told): void {
    const order = this.#order;
    if (order === undefined) return;
    const event = told.event as keyof SpeechEvents;
    switch (event) {
      case 'level':
        order.numbers.heard(told.value as SpeechEvents['level'], this.#options.clock.monotonicMs());
        this.#pulse.changed();
        break;
      case 'speech':
        this.#heard(order, told.value as SpeechEvents['speech']);
        break;
      case 'source':
        this.#sourceNews(order, told.value as SourceNews);
        break;
      default:
        assertNever(event);
    }
  }

  #read(): ListenState {
    const order = this.#order;
    const state = { state: this.#state, note: this.#note, wanted: order !== undefined, needs: this.#needs };
    if (order === undefined) return { ...this.#summary, ...state };
    const { wish, card, startedAt, numbers } = order;
    return {
      ...state,
      sourceId: wish.sourceId,
      model: { name: card.name, version: card.version },
      runsOn: this.#runsOn,
      startedAt,
      ...numbers.read(this.#options.clock.monotonicMs()),
    };
  }

  #heard(order: Order, heard: HeardSpeech): void {
    const { card, numbers } = order;
    const { clock, storePrediction, keepSample } = this.#options;
    const { clipId, wallTime, durationMs, score, peak, isUnsure, kept } = heard;
    const row = rowOfSpeech(heard, { name: card.name, version: card.version }, clock.monotonicMs());
    if (kept === undefined) storePrediction(row);
    else keepSample(row, kept.reason, kept.wav, () => this.#kept(order, clipId, kept.reason));
    numbers.segment({
      clipId,
      startedAt: wallTime,
      durationMs,
      score,
      peak,
      isUnsure,
      kept: null,
    });
    this.#pulse.changed();
  }

  /** Not before it is on the disk: there may be no room for it, or the very same sound may be there already. */
  #kept(order: Order, clipId: string, reason: SampleReason): void {
    order.numbers.kept(clipId, reason);
    if (this.#order === undefined) {
      this.#summary = { ...this.#summary, ...order.numbers.read(this.#options.clock.monotonicMs()) };
    }
    this.#pulse.changed();
  }

  async #look(name: string): Promise<Outcome<{ readonly folder: string; readonly card: SoundCard }>> {
    const found = await this.#options.findModel(name);
    this.#needs = { name, isInstalled: found.ok };
    return found;
  }

  async #prepare(wish: ListenWish): Promise<Outcome<Order>> {
    const found = await this.#options.findSource(wish.sourceId);
    if (!found.ok) return found;
    const source = found.value;
    if (!isSoundSource(source)) return noSound(source);
    const model = await this.#look(wish.model);
    if (!model.ok) return model.failure.code === 'not_found' ? notHere(wish.model, model.failure) : model;
    const { folder, card } = model.value;
    const startedAt = this.#options.clock.wallMs();
    return succeed({ wish, source, folder, card, startedAt, numbers: new ListenNumbers() });
  }

  async #begin({ wish, source, folder, card }: Order): Promise<Outcome<null>> {
    this.#become('starting', '');
    const { ask, threads, modelLoaded, wish: sampling } = this.#options;
    const { sourceId } = wish;
    const input = { sourceId, settings: source.settings, modelFolder: folder, threads, sampling: await sampling() };
    const started = await ask('start', input, startDeadlineMs);
    if (!started.ok) return { ok: false, failure: ofStart(started.failure) };
    this.#retries = 0;
    this.#runsOn = started.value.runsOn;
    this.#become('running', '');
    modelLoaded(card, started.value.runsOn);
    return succeed(null);
  }

  async #wind(deadlineMs: number): Promise<void> {
    this.#cancelRetry();
    const order = this.#order;
    if (order === undefined) return;
    // A worker that cannot be asked has nothing to stop; one that does not answer is the supervisor's business.
    await this.#options.ask('stop', null, deadlineMs);
    order.numbers.interrupted();
    this.#summary = this.#read();
    this.#order = undefined;
  }

  async #resume(): Promise<void> {
    const order = this.#order;
    if (order === undefined || this.#state === 'running') return;
    await this.#options.ask('stop', null, stopDeadlineMs);
    const started = await this.#begin(order);
    if (!started.ok) this.#tryLater(started.failure);
  }

  #refuse(failed: Failure, keep: boolean): Outcome<never> {
    if (keep && this.#order !== undefined) this.#tryLater(failed);
    else if (this.#order === undefined) this.#become('failed', failed.message);
    return { ok: false, failure: failed };
  }

  /** Not for a worker that is away: its return says when to go on. Not for a model that is wrong: time does not mend it. */
  #tryLater(failed: Failure): void {
    this.#become('failed', failed.message);
    if (failed.code === 'worker_exited' || failed.code === 'model_refused') return;
    const delayMs = backOffMs(retry, this.#retries, this.#options.random());
    this.#retries += 1;
    this.#cancelRetry = this.#options.clock.after(delayMs, () => void this.#turns.take(() => this.#resume()));
  }

  #sourceNews(order: Order, { state, note, stalls }: SourceNews): void {
    order.numbers.stalls(stalls);
    if (state === 'ended') void this.#stopWith(note);
    else this.#become(state, note);
  }

  #become(state: ListenState['state'], note: string): void {
    this.#state = state;
    this.#note = note;
    this.#pulse.now();
  }
}

const ofStart = (failed: Failure): Failure =>
  failed.code === 'hash_mismatch' ? { ...failed, code: 'model_refused' } : failed;

const noSound = ({ id, settings }: Source): Outcome<never> =>
  fail('wrong_state', {
    thing: `The source ${id}`,
    expected: 'a microphone or a sound file',
    received: `a source of pictures (${settings.kind})`,
    remedy: 'Choose a source of sound, or add one.',
  });

const notHere = (name: string, failed: Failure): Outcome<never> => ({
  ok: false,
  failure: failure('not_found', {
    thing: failed.thing,
    expected: `${name} to be installed`,
    received: 'no such model here',
    remedy: `Fetch it on the Models seat or with \`npx caracal models pull --name ${name}\`, or import its folder.`,
  }),
});
