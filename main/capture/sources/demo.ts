import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import type { DemoLine } from '../demo-line/line.ts';
import { createDemoLine } from '../demo-line/line.ts';
import { Pause } from '../pause.ts';
import type { SourceOptions } from '../source-options.ts';
import { monotonicMs } from '../stamp.ts';

export type DemoSettings = Extract<PictureSourceSettings, { kind: 'demo' }>;

const size = { width: 640, height: 640 };
const mostLightingDrift = 0.9;
/** A blur drift of 1 blurs by this standard deviation, in pixels. */
const mostBlurPixels = 4;

function createLine(settings: DemoSettings): DemoLine {
  return createDemoLine({
    ...size,
    seed: settings.seed,
    framesPerSecond: Math.max(1, Math.round(settings.fps)),
    defectsPerBoard: settings.defectsPerBoard,
    lightingDrift: Math.min(settings.lightingDrift, mostLightingDrift),
    blurDrift: settings.blurDrift * mostBlurPixels,
  });
}

/** The demo line as a camera sees it: in real time, where late frames are skipped as a camera's would be, or each as the last is taken. */
class DemoSource implements FrameSource {
  readonly #settings: DemoSettings;
  readonly #options: SourceOptions;
  readonly #pause = new Pause();
  /** Drawn anew for each frame: what a frame is delivered to copies it before it returns. */
  readonly #luma = new Uint8Array(size.width * size.height);
  #running: Promise<void> = Promise.resolve();

  constructor(settings: DemoSettings, options: SourceOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  open(deliver: (frame: Frame) => void, _ended: (end: SourceEnd) => void): Promise<Outcome<SourceFormat>> {
    const line = createLine(this.#settings);
    this.#running = this.#settings.pace === 'fast' ? this.#runFast(line, deliver) : this.#run(line, deliver);
    return Promise.resolve(succeed({ ...size, framesPerSecond: line.framesPerSecond, format: 'demo line' }));
  }

  async close(): Promise<void> {
    this.#pause.end();
    await this.#running;
  }

  async #run(line: DemoLine, deliver: (frame: Frame) => void): Promise<void> {
    const intervalMs = 1000 / line.framesPerSecond;
    await this.#pause.for(0);
    const startedAt = monotonicMs();
    for (let index = 0; !this.#pause.over; ) {
      deliver(this.#frame(line, index));
      index = Math.max(index + 1, Math.floor((monotonicMs() - startedAt) / intervalMs));
      await this.#pause.for(startedAt + index * intervalMs - monotonicMs());
    }
  }

  async #runFast(line: DemoLine, deliver: (frame: Frame) => void): Promise<void> {
    await this.#pause.for(0);
    for (let index = 0; !this.#pause.over; index += 1) {
      deliver(this.#frame(line, index));
      await this.#options.room();
    }
  }

  #frame(line: DemoLine, index: number): Frame {
    const { width, height, luma, part } = line.frameAt(index, this.#luma);
    const planes = [{ data: luma, stride: width }];
    return { ...this.#options.stamper.next(), width, height, format: 'gray8', planes, part: part ?? null };
  }
}

export const openDemo = (settings: DemoSettings, options: SourceOptions): FrameSource =>
  new DemoSource(settings, options);
