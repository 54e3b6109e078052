import type { SoundCard } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { Sampler, type SamplingWish } from '../domain/sampling/sampler.ts';
import { isUnsureSpeech } from '../domain/speech/is-unsure.ts';
import { usualSegmenting } from '../domain/speech/segmenter.ts';
import { wavOf } from '../domain/speech/wav.ts';
import { readSoundCard } from '../models/card.ts';
import { providers } from '../models/session.ts';
import { openSoundSession, type SoundSession } from '../models/sound-session.ts';
import { KeptSound, type SoundState, usualSoundWatch } from '../speech/keep-open.ts';
import { Listener, type ToldSpeech } from '../speech/listener.ts';
import { openSound } from '../speech/open-sound.ts';
import { nameOfSound } from '../speech/source-name.ts';
import { VoiceActivity } from '../speech/voice-activity.ts';
import type { SpeechEvents, SpeechStart, SpeechVerbs } from './protocol.ts';

export interface SpeechLineOptions {
  readonly parecFile: string;
  readonly tell: <E extends keyof SpeechEvents>(event: E, value: SpeechEvents[E]) => void;
  readonly room: () => Promise<void>;
  /** Where a bug goes. */
  readonly broke: (error: unknown) => void;
}

interface OpenSoundModel {
  readonly card: SoundCard;
  readonly session: SoundSession;
}

interface Running {
  readonly source: KeptSound;
  readonly listener: Listener;
  readonly session: SoundSession;
}

const openDeadlineMs = 10_000;

/** Card and network of one model folder, warmed up. */
export async function openSoundModel(folder: string, threads: number): Promise<Outcome<OpenSoundModel>> {
  const model = await readSoundCard(folder);
  if (!model.ok) return model;
  const session = await openSoundSession(model.value, { providers, threads, now: () => performance.now() });
  return session.ok ? succeed({ card: model.value.card, session: session.value }) : session;
}

/** What one speech worker does between a start and a stop: one source of sound, one model. */
export class SpeechLine {
  readonly #options: SpeechLineOptions;
  #running: Running | undefined;
  #sampler: Sampler | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #clips = 0;

  constructor(options: SpeechLineOptions) {
    this.#options = options;
  }

  start(start: SpeechStart): Promise<Outcome<SpeechVerbs['start']['output']>> {
    // At once and not in its turn: what is said of sampling from here on is newer than this.
    if (this.#running === undefined) {
      this.#sampler = start.sampling === undefined ? undefined : new Sampler(start.sampling, Date.now());
    }
    return this.#inTurn(() => this.#start(start));
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  sampling(wish: SamplingWish): void {
    this.#sampler = new Sampler(wish, Date.now());
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn;
    return turn;
  }

  async #start(start: SpeechStart): Promise<Outcome<SpeechVerbs['start']['output']>> {
    if (this.#running !== undefined) return alreadyRunning();
    const model = await openSoundModel(start.modelFolder, start.threads);
    if (!model.ok) return model;
    const { session } = model.value;
    const running = this.#compose(start, model.value);
    const opened = await running.source.open();
    if (!opened.ok) {
      await running.source.close();
      await session.release();
      return opened;
    }
    this.#running = running;
    return succeed({ format: opened.value.format, runsOn: session.runsOn, warmUpMs: session.warmUpMs });
  }

  #compose({ sourceId, settings }: SpeechStart, { card, session }: OpenSoundModel): Running {
    const { tell, room, broke, parecFile } = this.#options;
    const { sampleRateHz, windowSamples } = card.preprocessing;
    const { score: begin, release } = card.thresholds;
    const named = `${sourceId}-${Date.now().toString(36)}`;
    const listener = new Listener({
      activity: new VoiceActivity(session, card.preprocessing),
      sampleRateHz,
      windowSamples,
      segmenting: { ...usualSegmenting, begin, release, windowMs: (windowSamples / sampleRateHz) * 1000 },
      now: monotonicMs,
      wallNow: Date.now,
      level: (told) => tell('level', told),
      speech: (told) => tell('speech', this.#heard(told, sourceId, named, card)),
      broke,
    });
    const options = {
      sampleRateHz,
      openDeadlineMs,
      parecFile,
      room: async () => {
        await listener.room();
        await room();
      },
    };
    const report = (state: SoundState): void => tell('source', { sourceId, ...state });
    const hasPace = settings.kind === 'microphone' || settings.pace === 'real-time';
    const watch = { ...usualSoundWatch, thing: nameOfSound(settings) };
    const source = new KeptSound(
      () => openSound(settings, options),
      hasPace ? watch : { ...watch, stalledAfterMs: undefined },
      {
        deliver: (samples) => listener.deliver(samples),
        broken: () => void listener.cut(),
        // What was heard last is told before the end is: whoever hears of the end stops listening.
        tell: (state) => (state.state === 'ended' ? void listener.cut().then(() => report(state)) : report(state)),
      },
    );
    return { source, listener, session };
  }

  #heard(told: ToldSpeech, sourceId: string, named: string, card: SoundCard): SpeechEvents['speech'] {
    const { segment, samples, wallTime, endedAt, inferMs } = told;
    const { mean, peak } = segment;
    const clipId = `${named}-${this.#clips}`;
    this.#clips += 1;
    const scores = [{ score: mean }, { score: peak }];
    const reason = this.#sampler?.decide({ id: clipId, wallTime: Date.now(), part: undefined }, scores);
    const label = card.labels[0] ?? 'speech';
    const mark = {
      label,
      score: mean,
      fromMs: segment.fromMs - segment.clipFromMs,
      toMs: segment.toMs - segment.clipFromMs,
    };
    return {
      clipId,
      sourceId,
      wallTime,
      endedAt,
      durationMs: segment.clipToMs - segment.clipFromMs,
      marks: [mark],
      score: mean,
      peak,
      isUnsure: isUnsureSpeech(segment, card.thresholds.unsure),
      inferMs,
      kept: reason === undefined ? undefined : { reason, wav: wavOf(samples, card.preprocessing.sampleRateHz) },
    };
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    await running.source.close();
    await running.listener.cut();
    await running.session.release();
  }
}

/** The clock that all processes of a machine share. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

const alreadyRunning = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The speech worker',
    expected: 'nothing that it listens to',
    received: 'a source that it listens to',
    remedy: 'Stop it first.',
  });
