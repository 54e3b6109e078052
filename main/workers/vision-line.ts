import type { SampleReason } from '../../preload/contract/sampling.ts';
import type { Capture, StartedCapture } from '../capture/start-capture.ts';
import { startCapture } from '../capture/start-capture.ts';
import { pictureFeatures } from '../domain/drift/picture-features.ts';
import type { Frame } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import { fail, succeed } from '../domain/outcome.ts';
import type { SamplingWish } from '../domain/sampling/sampler.ts';
import { Sampler } from '../domain/sampling/sampler.ts';
import { JpegEncoder, sampleQuality, viewQuality } from '../vision/jpeg.ts';
import type { Sight } from '../vision/look.ts';
import { Looker } from '../vision/look.ts';
import { VisionLoop } from '../vision/loop.ts';
import { SampleDesk } from '../vision/sample-desk.ts';
import type { OpenModel } from './open-model.ts';
import { openModel } from './open-model.ts';
import type { FramePrediction, VisionEvents, VisionStart, VisionVerbs } from './protocol.ts';

export interface VisionLineOptions {
  readonly threadUrl: URL;
  readonly tell: <E extends keyof VisionEvents>(event: E, value: VisionEvents[E]) => void;
  readonly room: () => Promise<void>;
  /** Where a bug in a thread or in the loop goes. */
  readonly broke: (error: unknown) => void;
}

interface Running {
  readonly capture: Capture;
  readonly model: OpenModel;
  readonly encoders: readonly JpegEncoder[];
  readonly samples: SampleDesk;
  readonly loop: VisionLoop;
}

const openDeadlineMs = 10_000;

/** What one vision worker does between a start and a stop: one source, one model. */
export class VisionLine {
  readonly #options: VisionLineOptions;
  #running: Running | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #wanted = false;

  constructor(options: VisionLineOptions) {
    this.#options = options;
  }

  start(start: VisionStart): Promise<Outcome<VisionVerbs['start']['output']>> {
    return this.#inTurn(() => this.#start(start));
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  view(wanted: boolean): void {
    this.#wanted = wanted;
    this.#running?.loop.view(wanted);
  }

  sampling(wish: SamplingWish): void {
    this.#running?.samples.use(new Sampler(wish, Date.now()));
  }

  /** Starts and stops happen one after the other, in the order in which they were asked for. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn;
    return turn;
  }

  async #start(start: VisionStart): Promise<Outcome<VisionVerbs['start']['output']>> {
    if (this.#running !== undefined) return alreadyRunning();
    // Side by side: a camera takes its time to open, and so does a network to load.
    const [capture, model] = await Promise.all([this.#openCapture(start), openModel(start.modelFolder, start.threads)]);
    if (!capture.ok || !model.ok) {
      if (capture.ok) await capture.value.capture.close();
      if (model.ok) await model.value.session.release();
      return model.ok ? (capture.ok ? alreadyRunning() : capture) : model;
    }
    this.#running = this.#run(start, capture.value, model.value);
    const { runsOn, warmUpMs } = model.value.session;
    return succeed({ format: capture.value.format, runsOn, warmUpMs });
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

  #run({ picturesPerSecond, sampling }: VisionStart, { capture }: StartedCapture, model: OpenModel): Running {
    const { tell, room, broke } = this.#options;
    const encoder = new JpegEncoder(viewQuality);
    const sampleEncoder = new JpegEncoder(sampleQuality);
    const sampler = sampling === undefined ? undefined : new Sampler(sampling, Date.now());
    const samples = new SampleDesk(sampleEncoder, sampler, (frameId, reason, jpeg) =>
      tell('sample', { frameId, reason, jpeg }),
    );
    const outlets = {
      prediction: (frame: Frame, sight: Sight, drops: number, kept: SampleReason | undefined) =>
        tell('prediction', predictionOf(frame, sight, drops, kept)),
      picture: (frameId: string, jpeg: Uint8Array) => tell('picture', { frameId, jpeg }),
      room,
    };
    const looker = new Looker(model.adapter, model.session);
    const pictures = { perSecond: picturesPerSecond, wanted: this.#wanted };
    const loop = new VisionLoop(capture, looker, encoder, outlets, pictures, samples);
    loop.done.catch(broke);
    return { capture, model, encoders: [encoder, sampleEncoder], samples, loop };
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    await running.loop.stop();
    await running.capture.close();
    for (const encoder of running.encoders) encoder.close();
    await running.model.session.release();
  }
}

function predictionOf(frame: Frame, sight: Sight, drops: number, kept: SampleReason | undefined): FramePrediction {
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
    ...sight,
    drops,
    kept,
    picture: pictureFeatures(frame),
  };
}

const alreadyRunning = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'The vision worker',
    expected: 'no line running',
    received: 'a line that runs',
    remedy: 'Stop it first.',
  });
