import { AV_NOPTS_VALUE } from 'node-av/constants';
import type { Frame as AvFrame } from 'node-av/lib';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { Pause } from '../pause.ts';
import type { SourceOptions } from '../source-options.ts';
import type { InputSpec, OpenInput } from './input.ts';
import { AvInput } from './input.ts';
import { Pacer } from './pacer.ts';
import { PlaneReader } from './planes.ts';

export interface VideoSpec extends InputSpec {
  /** As they arrive, at the speed of the recording, or as fast as they are taken. */
  readonly pace: 'arrival' | 'real-time' | 'fast';
  readonly loop: boolean;
}

interface Pass {
  readonly end: SourceEnd;
  readonly frames: number;
}

const pollMs = 2;
/** What a recording may be shorter than it says; players round, and the last picture has no end. */
const missingSeconds = 1;

/** Any video that FFmpeg opens: a camera, an address, a file. */
export class VideoSource implements FrameSource {
  readonly #spec: VideoSpec;
  readonly #options: SourceOptions;
  readonly #planes = new PlaneReader();
  readonly #pause = new Pause();
  #input: AvInput | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();
  #damageTold = false;

  constructor(spec: VideoSpec, options: SourceOptions) {
    this.#spec = spec;
    this.#options = options;
  }

  async open(deliver: (frame: Frame) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SourceFormat>> {
    const opening = this.#openInput();
    this.#opening = opening;
    const opened = await opening;
    if (!opened.ok) return opened;
    if (!this.#pause.over) this.#running = this.#run(opened.value, deliver, ended);
    return succeed(opened.value.format);
  }

  async close(): Promise<void> {
    this.#pause.end();
    this.#input?.interrupt();
    await this.#opening;
    await this.#running;
    await this.#closeInput();
    this.#planes.close();
  }

  async #openInput(): Promise<Outcome<OpenInput>> {
    const input = new AvInput(this.#spec);
    this.#input = input;
    const opened = await input.open(this.#options.openDeadlineMs);
    if (!opened.ok) await this.#closeInput();
    return opened;
  }

  async #closeInput(): Promise<void> {
    const input = this.#input;
    this.#input = undefined;
    await input?.close();
  }

  async #run(first: OpenInput, deliver: (frame: Frame) => void, ended: (end: SourceEnd) => void): Promise<void> {
    let opened = first;
    for (;;) {
      const pass = await this.#pass(opened, deliver);
      if (this.#pause.over) return;
      if (pass.end.kind === 'failed' || !this.#spec.loop) return ended(pass.end);
      if (pass.frames === 0)
        return ended({ kind: 'failed', note: `${this.#spec.thing} holds no picture that decodes` });
      await this.#closeInput();
      if (this.#pause.over) return;
      const again = await this.#openInput();
      if (!again.ok) return ended({ kind: 'failed', note: again.failure.message });
      opened = again.value;
    }
  }

  /** Once through the video, to its end or to the first failure. */
  async #pass(input: OpenInput, deliver: (frame: Frame) => void): Promise<Pass> {
    const pacer = new Pacer(input, this.#pause);
    const isRecording = this.#spec.pace !== 'arrival';
    let frames = 0;
    let seenSeconds = 0;
    const show = async (picture: AvFrame): Promise<void> => {
      const ticks = picture.bestEffortTimestamp;
      seenSeconds = ticks === AV_NOPTS_VALUE ? Number.POSITIVE_INFINITY : Number(ticks) * input.secondsPerTick;
      if (frames < (this.#options.passOver ?? 0)) {
        frames += 1;
        return;
      }
      if (this.#spec.pace === 'real-time') await pacer.until(picture.bestEffortTimestamp);
      if (this.#spec.pace === 'fast') await this.#options.room();
      const read = this.#pause.over ? undefined : this.#planes.read(picture);
      if (read === undefined) return;
      frames += 1;
      const ms = Number.isFinite(seenSeconds) ? seenSeconds * 1000 : 0;
      const media = { ms, damaged: this.#input?.damaged ?? 0 };
      deliver({ ...this.#options.stamper.next(), ...read, ...(isRecording ? { media } : {}), part: undefined });
    };
    for (;;) {
      const result = (await this.#input?.read(show)) ?? { kind: 'ended' };
      if (result.kind === 'ended') {
        if (this.#spec.pace === 'real-time') await pacer.afterLast();
        if (this.#spec.pace === 'fast') await this.#options.room();
        return { end: this.#counted(this.#endOf(seenSeconds, input.seconds)), frames };
      }
      if (result.kind === 'failed') return { end: this.#counted(this.#brokenOff(result.note)), frames };
      this.#tellDamage();
      if (result.kind === 'nothing-yet') await this.#pause.for(pollMs);
      if (this.#pause.over) return { end: { kind: 'ended' }, frames };
    }
  }

  #endOf(seenSeconds: number, statedSeconds: number): SourceEnd {
    // FFmpeg reports a camera that is unplugged, or a server that was killed, as a normal end.
    if (this.#spec.pace === 'arrival') return { kind: 'failed', note: this.#gone('it went away') };
    if (seenSeconds + missingSeconds >= statedSeconds) return { kind: 'ended' };
    const read = `${seenSeconds.toFixed(1)} of ${statedSeconds.toFixed(1)} s could be read`;
    return this.#brokenOff(`it is cut off, ${read}`);
  }

  /** A recording that is played once is not played again for being broken: it has ended, with the reason. */
  #brokenOff(why: string): SourceEnd {
    const isOver = this.#spec.pace !== 'arrival' && !this.#spec.loop;
    return { kind: isOver ? 'ended' : 'failed', note: this.#gone(why) };
  }

  #counted(end: SourceEnd): SourceEnd {
    return end.kind === 'ended' ? { ...end, damaged: this.#input?.damagedAtEnd ?? 0 } : end;
  }

  /** Once a pass: that some pictures of a recording are broken is worth a word, each of them is not. */
  #tellDamage(): void {
    if (this.#spec.pace === 'arrival' || this.#damageTold || (this.#input?.damaged ?? 0) === 0) return;
    this.#damageTold = true;
    this.#options.skipped(`${this.#spec.thing} holds pictures that do not decode; they are skipped.`);
  }

  #gone(why: string): string {
    return `${this.#spec.thing} gives no more pictures: ${why}`;
  }
}
