import { LevelMeter } from '../domain/speech/level.ts';
import { Segmenter, type SegmenterOptions, type SpeechSegment } from '../domain/speech/segmenter.ts';
import { SoundRing } from './sound-ring.ts';
import type { VoiceActivity } from './voice-activity.ts';

export interface ListenerOptions {
  readonly activity: VoiceActivity;
  readonly sampleRateHz: number;
  readonly windowSamples: number;
  readonly segmenting: SegmenterOptions;
  /** Monotonic milliseconds, and the wall's. */
  readonly now: () => number;
  readonly wallNow: () => number;
  readonly level: (told: ToldLevel) => void;
  readonly speech: (told: ToldSpeech) => void;
  /** The network broke: a bug, for the process edge. */
  readonly broke: (error: unknown) => void;
}

export interface ToldLevel {
  readonly level: { readonly rmsDb: number; readonly peakDb: number };
  readonly speaking: boolean;
  readonly probability: number;
  readonly heardMs: number;
  readonly speechMs: number;
  readonly droppedMs: number;
  readonly inferMs: number;
  readonly latencyMs: number;
}

export interface ToldSpeech {
  readonly segment: SpeechSegment;
  /** The clip, padding included. */
  readonly samples: Float32Array;
  readonly wallTime: number;
  readonly endedAt: number;
  readonly inferMs: number;
}

const tellEveryMs = 100;
/** Sound that waits longer than this is given up for what is newer. */
const mostBehindMs = 2_000;

/** Hears sound as it comes, window by window, and tells when somebody spoke. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #ring: SoundRing;
  readonly #meter = new LevelMeter();
  readonly #window: Float32Array;
  readonly #mostBehind: number;
  #segmenter: Segmenter;
  /** Where in the stream the segmenter's time begins. */
  #origin = 0;
  #next = 0;
  #arrivedAt = 0;
  #arrivedWall = 0;
  /** When the newest clip began, or when the first sound came. */
  #clipWall = 0;
  #running: Promise<void> | undefined;
  #breaks = false;
  #toldAt = Number.NEGATIVE_INFINITY;
  #inferMs: number[] = [];
  #sums = { heard: 0, speech: 0, dropped: 0 };

  constructor(options: ListenerOptions) {
    const { sampleRateHz, windowSamples, segmenting } = options;
    this.#options = options;
    this.#mostBehind = this.#samplesIn(mostBehindMs);
    const longest = segmenting.mostMs + segmenting.leastSilenceMs + 2 * segmenting.padMs;
    this.#ring = new SoundRing(this.#samplesIn(longest) + 2 * this.#mostBehind + sampleRateHz);
    this.#window = new Float32Array(windowSamples);
    this.#segmenter = new Segmenter(segmenting);
  }

  /** Takes lent samples; newest wins where they come faster than they can be heard. */
  deliver(samples: Float32Array): void {
    this.#arrivedAt = this.#options.now();
    this.#arrivedWall = this.#options.wallNow();
    if (this.#ring.written === 0) this.#clipWall = this.#arrivedWall;
    this.#ring.write(samples);
    this.#meter.add(samples);
    this.#pump();
  }

  /** Settles when all that has come is heard, for a source that goes as fast as it is taken. */
  async room(): Promise<void> {
    await this.#running;
  }

  /** What comes next does not follow on what came before: speech that is open ends here. */
  async cut(): Promise<void> {
    this.#breaks = true;
    this.#pump();
    await this.#running;
  }

  #samplesIn(milliseconds: number): number {
    return Math.round((milliseconds / 1000) * this.#options.sampleRateHz);
  }

  #pump(): void {
    if (this.#running !== undefined) return;
    this.#running = this.#run()
      .catch(this.#options.broke)
      .finally(() => {
        this.#running = undefined;
        // Something may have come between the last look and now.
        if (this.#breaks || this.#hasWindow) this.#pump();
      });
  }

  get #hasWindow(): boolean {
    return this.#next + this.#window.length <= this.#ring.written;
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#ring.written - this.#next > this.#mostBehind) this.#skip();
      if (!this.#hasWindow) break;
      await this.#hear();
    }
    if (!this.#breaks) return;
    this.#breaks = false;
    this.#restart(this.#ring.written);
    this.#tellLevel(0, 0);
  }

  async #hear(): Promise<void> {
    const { activity, now, segmenting } = this.#options;
    const startedAt = now();
    this.#ring.read(this.#next, this.#window);
    const probability = await activity.probabilityOf(this.#window);
    const inferMs = now() - startedAt;
    this.#next += this.#window.length;
    this.#inferMs.push(inferMs);
    const segment = this.#segmenter.push(probability);
    const { speaking } = this.#segmenter;
    this.#sums.heard += segmenting.windowMs;
    if (speaking) this.#sums.speech += segmenting.windowMs;
    if (segment !== undefined) this.#tell(segment);
    if (!speaking) this.#inferMs = [];
    if (now() - this.#toldAt >= tellEveryMs) this.#tellLevel(probability, inferMs);
  }

  #tellLevel(probability: number, inferMs: number): void {
    const { now, level } = this.#options;
    const atMs = now();
    this.#toldAt = atMs;
    // The newest sample came with the last delivery; a window that waited behind it is older by what lies between.
    const behindMs = ((this.#ring.written - this.#next) / this.#options.sampleRateHz) * 1000;
    level({
      level: this.#meter.take(),
      speaking: this.#segmenter.speaking,
      probability,
      heardMs: this.#sums.heard,
      speechMs: this.#sums.speech,
      droppedMs: this.#sums.dropped,
      inferMs,
      latencyMs: Math.max(0, atMs - this.#arrivedAt + behindMs),
    });
  }

  #tell(segment: SpeechSegment): void {
    const { speech, sampleRateHz } = this.#options;
    const from = this.#origin + this.#samplesIn(segment.clipFromMs);
    const samples = new Float32Array(this.#samplesIn(segment.clipToMs - segment.clipFromMs));
    this.#ring.read(from, samples);
    const agoMs = (place: number): number => ((this.#ring.written - place) / sampleRateHz) * 1000;
    // What is read faster than it was spoken would begin before the clip in front of it.
    this.#clipWall = Math.max(this.#clipWall, Math.round(this.#arrivedWall - agoMs(from)));
    speech({
      segment,
      samples,
      wallTime: this.#clipWall,
      endedAt: this.#arrivedAt - agoMs(from + samples.length),
      inferMs: this.#inferMs.reduce((sum, one) => sum + one, 0),
    });
    this.#inferMs = [];
  }

  #skip(): void {
    const to = this.#ring.written - this.#window.length;
    this.#sums.dropped += ((to - this.#next) / this.#options.sampleRateHz) * 1000;
    this.#restart(to);
  }

  #restart(place: number): void {
    const { activity, segmenting } = this.#options;
    const segment = this.#segmenter.end();
    if (segment !== undefined) this.#tell(segment);
    this.#segmenter = new Segmenter(segmenting);
    this.#inferMs = [];
    activity.reset();
    this.#next = place;
    this.#origin = place;
  }
}
