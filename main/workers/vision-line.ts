import type { Capture, StartedCapture } from '../capture/start-capture.ts';
import { startCapture } from '../capture/start-capture.ts';
import { pictureFeatures } from '../domain/drift/picture-features.ts';
import type { Frame } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import { fail, succeed } from '../domain/outcome.ts';
import type { SharedLimits } from '../domain/sampling/limits.ts';
import type { SamplingWish } from '../domain/sampling/sampler.ts';
import { Sampler } from '../domain/sampling/sampler.ts';
import type { FairTurns } from '../vision/fair-turns.ts';
import { FrameGrab, type GrabbedFrame, type GrabWish } from '../vision/frame-grab.ts';
import { JpegEncoder, sampleQuality, viewQuality } from '../vision/jpeg.ts';
import { Looker } from '../vision/look.ts';
import { type Look, VisionLoop } from '../vision/loop.ts';
import { PictureRate } from '../vision/picture-rate.ts';
import { SampleDesk } from '../vision/sample-desk.ts';
import type { ModelPool, SharedModel } from './model-pool.ts';
import type { FramePrediction, VisionChange, VisionEvents, VisionStart, VisionVerbs } from './protocol.ts';

export interface VisionLineOptions {
  readonly threadUrl: URL;
  readonly tell: <E extends keyof VisionEvents>(event: E, value: VisionEvents[E]) => void;
  readonly room: () => Promise<void> | undefined;
  /** Shared by all lines of the worker. */
  readonly models: ModelPool;
  readonly turns: FairTurns;
  readonly limits: SharedLimits;
  /** Where a bug in a thread or in the loop goes. */
  readonly broke: (error: unknown) => void;
}

interface Running {
  readonly capture: Capture;
  readonly models: readonly SharedModel[];
  readonly encoders: readonly JpegEncoder[];
  readonly samples: SampleDesk;
  readonly grab: FrameGrab;
  readonly loop: VisionLoop;
}

const openDeadlineMs = 10_000;
/** What drifts does so over minutes: of a source that is faster, frames in between say nothing more. */
const featuresPerSecond = 30;

/** One source between a start and a stop, and the models that look at it. */
export class VisionLine {
  readonly #options: VisionLineOptions;
  #running: Running | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #wanted = false;

  constructor(options: VisionLineOptions) {
    this.#options = options;
  }

  /** Neither runs nor is asked to. */
  get isIdle(): boolean {
    return this.#running === undefined && this.#waiting === 0;
  }

  start(start: VisionStart): Promise<Outcome<VisionVerbs['start']['output']>> {
    return this.#inTurn(() => this.#start(start));
  }

  /** Other models look at the same source. */
  change(change: VisionChange): Promise<Outcome<VisionVerbs['change']['output']>> {
    return this.#inTurn(() => this.#changeModels(change));
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  view(wanted: boolean): void {
    this.#wanted = wanted;
    this.#running?.loop.view(wanted);
  }

  sampling(wish: SamplingWish): void {
    this.#running?.samples.use(this.#sampler(wish));
  }

  async grab(wish: GrabWish): Promise<Outcome<GrabbedFrame>> {
    return this.#running?.grab.ask(wish) ?? notRunning();
  }

  #sampler(wish: SamplingWish): Sampler {
    return new Sampler(wish, Date.now(), this.#options.limits);
  }

  /** Starts and stops happen one after the other, in the order in which they were asked for. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#turn.then(act).finally(() => {
      this.#waiting -= 1;
    });
    this.#turn = turn;
    return turn;
  }

  async #start(start: VisionStart): Promise<Outcome<VisionVerbs['start']['output']>> {
    if (this.#running !== undefined) return alreadyRunning();
    // Side by side: a camera takes its time to open, and so does a network to load.
    const [capture, models] = await Promise.all([this.#openCapture(start), this.#takeModels(start)]);
    if (!capture.ok || !models.ok) {
      if (capture.ok) await capture.value.capture.close();
      if (models.ok) await releaseAll(models.value);
      return models.ok ? (capture.ok ? alreadyRunning() : capture) : models;
    }
    this.#running = this.#run(start, capture.value, models.value);
    return succeed({ format: capture.value.format, ...howTheyRun(models.value) });
  }

  async #changeModels(change: VisionChange): Promise<Outcome<VisionVerbs['change']['output']>> {
    const before = this.#running;
    if (before === undefined) return notRunning();
    const models = await this.#takeModels(change);
    if (!models.ok) return models;
    const { sourceId, sampling } = change;
    this.#running = { ...before, models: models.value };
    await before.loop.use(models.value.map(lookerOf), () => {
      if (sampling !== undefined) before.samples.use(this.#sampler(sampling));
      this.#options.tell('changed', { sourceId });
    });
    await releaseAll(before.models);
    return succeed(howTheyRun(models.value));
  }

  async #takeModels({
    models,
    threads,
  }: Pick<VisionStart, 'models' | 'threads'>): Promise<Outcome<readonly SharedModel[]>> {
    const taken = await Promise.all(models.map((model) => this.#options.models.take(model, threads)));
    const refused = taken.find((outcome) => !outcome.ok);
    const open = taken.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    if (refused === undefined) return succeed(open);
    await releaseAll(open);
    return refused;
  }

  #openCapture({ sourceId, settings }: VisionStart): Promise<Outcome<StartedCapture>> {
    const { threadUrl, tell, broke } = this.#options;
    return startCapture(threadUrl, {
      sourceId,
      settings,
      openDeadlineMs,
      broke,
      tell: (state) => tell('source', { sourceId, ...state }),
    });
  }

  #run(start: VisionStart, { capture }: StartedCapture, models: readonly SharedModel[]): Running {
    const { sourceId, picturesPerSecond, sampling } = start;
    const { tell, room, turns, broke } = this.#options;
    const encoder = new JpegEncoder(viewQuality);
    const sampleEncoder = new JpegEncoder(sampleQuality);
    const sampler = sampling === undefined ? undefined : this.#sampler(sampling);
    const samples = new SampleDesk(sampleEncoder, sampler, (frameId, reason, jpeg) =>
      tell('sample', { sourceId, frameId, reason, jpeg }),
    );
    const grabEncoder = new JpegEncoder(sampleQuality);
    const grab = new FrameGrab(grabEncoder, Math.random);
    const featured = new PictureRate(featuresPerSecond);
    const outlets = {
      prediction: (frame: Frame, looks: readonly Look[], drops: number) =>
        tell('prediction', predictionOf(frame, looks, drops, featured.allows(performance.now()))),
      picture: (frameId: string, jpeg: Uint8Array) => tell('picture', { sourceId, frameId, jpeg }),
      room,
    };
    const lookers = models.map(lookerOf);
    const pictures = { perSecond: picturesPerSecond, wanted: this.#wanted };
    const loop = new VisionLoop({ feed: capture, lookers, turns, encoder, outlets, pictures, samples, grab });
    loop.done.catch(broke);
    return { capture, models, encoders: [encoder, sampleEncoder, grabEncoder], samples, grab, loop };
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    await running.loop.stop();
    await running.capture.close();
    for (const encoder of running.encoders) encoder.close();
    await releaseAll(running.models);
  }
}

const lookerOf = ({ adapter, session }: SharedModel): Looker => new Looker(adapter, session);

function howTheyRun(models: readonly SharedModel[]): VisionVerbs['change']['output'] {
  const [first] = models;
  if (first === undefined) throw new Error('Expected a line to have a model, got none');
  const warmUpMs = models.reduce((sum, { session }) => sum + session.warmUpMs, 0);
  return { runsOn: first.session.runsOn, warmUpMs };
}

const releaseAll = (models: readonly SharedModel[]): Promise<unknown> =>
  Promise.all(models.map((model) => model.release()));

function predictionOf(frame: Frame, looks: readonly Look[], drops: number, isFeatured: boolean): FramePrediction {
  const { id, sourceId, sequence, capturedAt, wallTime, width, height, part } = frame;
  return {
    frameId: id,
    sourceId,
    sequence,
    capturedAt,
    wallTime,
    width,
    height,
    part,
    looks,
    drops,
    picture: isFeatured ? pictureFeatures(frame) : undefined,
  };
}

export const notRunning = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The line',
    expected: 'one that runs',
    received: 'none on this source',
    remedy: 'Start it first.',
  });

const alreadyRunning = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The vision worker',
    expected: 'no line running on this source',
    received: 'a line that runs',
    remedy: 'Stop it first.',
  });
