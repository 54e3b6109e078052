import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceEnd } from '../../domain/frame.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { SoundFormat, SoundSource } from '../../domain/sound.ts';
import type { SoundOptions } from '../sound-options.ts';
import { SoundInput, type SoundInputSpec } from './sound-input.ts';

export interface AvSoundSpec extends SoundInputSpec {
  /** As it arrives, at the speed of the recording, or as fast as it is taken. */
  readonly pace: 'arrival' | 'real-time' | 'fast';
  readonly loop: boolean;
}

interface Pass {
  readonly end: SourceEnd;
  readonly samples: number;
}

const pollMs = 5;
/** A file is handed on in pieces as long as a microphone's, whatever its packets hold. */
const pieceMs = 32;
const lateMs = 500;

/** Any sound that FFmpeg opens: a file in any container, a sound card. */
export class AvSound implements SoundSource {
  readonly #spec: AvSoundSpec;
  readonly #options: SoundOptions;
  readonly #stop = new AbortController();
  #input: SoundInput | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(spec: AvSoundSpec, options: SoundOptions) {
    this.#spec = spec;
    this.#options = options;
  }

  async open(deliver: (samples: Float32Array) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SoundFormat>> {
    const opening = this.#openInput();
    this.#opening = opening;
    const opened = await opening;
    if (!opened.ok) return opened;
    if (!this.#isStopped) this.#running = this.#run(deliver, ended);
    return succeed({ sampleRateHz: this.#options.sampleRateHz, format: opened.value });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#input?.interrupt();
    await this.#opening;
    await this.#running;
    await this.#closeInput();
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #openInput(): Promise<Outcome<string>> {
    const input = new SoundInput(this.#spec, this.#options.sampleRateHz);
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

  async #run(deliver: (samples: Float32Array) => void, ended: (end: SourceEnd) => void): Promise<void> {
    for (;;) {
      const pass = await this.#pass(deliver);
      if (this.#isStopped) return;
      if (pass.end.kind === 'failed' || !this.#spec.loop) return ended(pass.end);
      if (pass.samples === 0) return ended({ kind: 'failed', note: `${this.#spec.thing} holds no sound that decodes` });
      await this.#closeInput();
      if (this.#isStopped) return;
      const again = await this.#openInput();
      if (!again.ok) return ended({ kind: 'failed', note: again.failure.message });
    }
  }

  /** Once through the sound, to its end or to the first failure. */
  async #pass(deliver: (samples: Float32Array) => void): Promise<Pass> {
    const { sampleRateHz } = this.#options;
    const piece = Math.round((pieceMs / 1000) * sampleRateHz);
    let samples = 0;
    let startedAt = performance.now();
    const take = async (read: Float32Array): Promise<void> => {
      for (let at = 0; at < read.length && !this.#isStopped; at += piece) {
        if (this.#spec.pace === 'fast') await this.#options.room();
        if (this.#spec.pace === 'real-time') {
          const dueMs = startedAt + (samples / sampleRateHz) * 1000 - performance.now();
          if (dueMs > 1) await this.#pause(dueMs);
          // After a long hold-up it goes on from here instead of catching up in a burst.
          else if (dueMs < -lateMs) startedAt -= dueMs;
        }
        const part = read.subarray(at, at + piece);
        samples += part.length;
        if (!this.#isStopped) deliver(part);
      }
    };
    for (;;) {
      const result = (await this.#input?.read(take)) ?? { kind: 'ended' };
      if (result.kind === 'ended') return { end: this.#endOf(), samples };
      if (result.kind === 'failed') return { end: { kind: 'failed', note: this.#gone(result.note) }, samples };
      if (result.kind === 'nothing-yet') await this.#pause(pollMs);
      if (this.#isStopped) return { end: { kind: 'ended' }, samples };
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  #endOf(): SourceEnd {
    // FFmpeg reports a card that is unplugged as a normal end.
    return this.#spec.pace === 'arrival' ? { kind: 'failed', note: this.#gone('it went away') } : { kind: 'ended' };
  }

  #gone(why: string): string {
    return `${this.#spec.thing} gives no more sound: ${why}`;
  }
}
