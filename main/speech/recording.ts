import lpcm16 from 'node-record-lpcm16';
import type { SourceEnd } from '../domain/frame.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { SoundFormat, SoundSource } from '../domain/sound.ts';
import { PcmReader } from './pcm-reader.ts';
import type { Recorder } from './recorders.ts';

export interface RecordingOptions {
  readonly recorder: Recorder;
  readonly device: string | undefined;
  readonly sampleRateHz: number;
  readonly openDeadlineMs: number;
  readonly parecFile: string;
}

type Recording = ReturnType<typeof lpcm16.record>;

const killAfterMs = 500;

/** One recorder as a child process. It counts as open with its first sound, and every way in which it ends is told once. */
export class RecorderSource implements SoundSource {
  readonly #options: RecordingOptions;
  #recording: Recording | undefined;
  #closing = false;
  #gone: Promise<void> = Promise.resolve();

  constructor(options: RecordingOptions) {
    this.#options = options;
  }

  async open(deliver: (samples: Float32Array) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SoundFormat>> {
    const { recorder, sampleRateHz, openDeadlineMs } = this.#options;
    const first = Promise.withResolvers<string | undefined>();
    const reader = new PcmReader();
    let isOpen = false;
    const recording = this.#record();
    this.#recording = recording;
    const over = (why: string): void => {
      first.resolve(why);
      if (isOpen && !this.#closing) ended({ kind: 'failed', note: `The microphone gives no more sound: ${why}` });
      isOpen = false;
    };
    const gone = Promise.withResolvers<void>();
    this.#gone = gone.promise;
    // Without a listener a program that cannot be started would take this process along.
    recording.process.once('error', () => {
      over(`${recorder} could not be started`);
      gone.resolve();
    });
    recording.process.once('close', (code) => {
      over(`${recorder} ended${code === null ? '' : ` with code ${code}`}`);
      gone.resolve();
    });
    // The package emits a string here when its program ends; the exit has said so already.
    recording.stream().on('error', () => undefined);
    recording.stream().on('data', (bytes: Buffer) => {
      if (this.#closing) return;
      isOpen = true;
      first.resolve(undefined);
      reader.read(bytes, deliver);
    });
    const timer = setTimeout(() => first.resolve(`no sound within ${openDeadlineMs / 1000} s`), openDeadlineMs);
    const trouble = await first.promise;
    clearTimeout(timer);
    if (trouble === undefined) return succeed({ sampleRateHz, format: recorder });
    await this.close();
    return fail('source_unreachable', { thing: recorder, expected: 'sound', received: trouble, remedy: '' });
  }

  async close(): Promise<void> {
    this.#closing = true;
    const recording = this.#recording;
    this.#recording = undefined;
    if (recording?.process.pid === undefined) return;
    recording.stop();
    const timer = setTimeout(() => recording.process.kill('SIGKILL'), killAfterMs);
    await this.#gone;
    clearTimeout(timer);
  }

  #record(): Recording {
    const { recorder, device, sampleRateHz, parecFile } = this.#options;
    return lpcm16.record({
      sampleRate: sampleRateHz,
      channels: 1,
      audioType: 'raw',
      recorder: recorder === 'parec' ? parecFile : recorder,
      device,
    });
  }
}
