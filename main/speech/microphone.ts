import type { SoundSourceSettings } from '../../preload/contract/sources.ts';
import type { SourceEnd } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { SoundFormat, SoundSource } from '../domain/sound.ts';
import { AvSound } from './av/av-sound.ts';
import { isOnPath, planRecording } from './recorders.ts';
import { RecorderSource } from './recording.ts';
import type { SoundOptions } from './sound-options.ts';
import { nameOfSound } from './source-name.ts';
import { unreachable } from './unreachable.ts';

export type MicrophoneSettings = Extract<SoundSourceSettings, { kind: 'microphone' }>;

/** One that gives nothing must leave the others time to be tried. */
const mostTryMs = 3_000;

/** A microphone of this machine, by the first recorder that gets sound out of it. */
export class Microphone implements SoundSource {
  readonly #settings: MicrophoneSettings;
  readonly #options: SoundOptions;
  #source: SoundSource | undefined;
  #isClosed = false;

  constructor(settings: MicrophoneSettings, options: SoundOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  async open(deliver: (samples: Float32Array) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SoundFormat>> {
    const refused: string[] = [];
    for (const { name, source } of this.#candidates()) {
      if (this.#isClosed) break;
      this.#source = source;
      const opened = await source.open(deliver, ended);
      if (opened.ok) return opened;
      this.#source = undefined;
      refused.push(`${name}: ${opened.failure.received ?? 'no sound'}`);
    }
    return unreachable(
      nameOfSound(this.#settings),
      'a microphone that is plugged in and a program that records it',
      refused.join('; ') || 'none of the programs parec, arecord, rec and sox',
      'Plug it in and close what else uses it. On Debian `apt-get install pulseaudio-utils alsa-utils` brings parec and arecord.',
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#source?.close();
  }

  #candidates(): readonly { readonly name: string; readonly source: SoundSource }[] {
    const { sampleRateHz, openDeadlineMs, parecFile } = this.#options;
    const { recorders, device, ffmpeg } = planRecording(this.#settings.device, process.platform);
    const tryMs = Math.min(mostTryMs, openDeadlineMs);
    const installed = recorders.filter((recorder) => isOnPath(recorder, process.env.PATH ?? ''));
    const recording = installed.map((recorder) => ({
      name: recorder,
      source: new RecorderSource({ recorder, device, sampleRateHz, parecFile, openDeadlineMs: tryMs }),
    }));
    if (ffmpeg === undefined) return recording;
    const spec = { ...ffmpeg, options: {}, pace: 'arrival', loop: false, thing: nameOfSound(this.#settings) } as const;
    const options = { ...this.#options, openDeadlineMs: tryMs };
    return [...recording, { name: `FFmpeg (${ffmpeg.format})`, source: new AvSound(spec, options) }];
  }
}
