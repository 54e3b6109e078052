import type { SourceEnd } from './frame.ts';
import type { Outcome } from './outcome.ts';

export interface SoundFormat {
  readonly sampleRateHz: number;
  /** What brings the sound in, or how the file is coded, for a person. */
  readonly format: string;
}

/** What every microphone and sound file is to the rest of the house: one channel, at the rate that was asked for. */
export interface SoundSource {
  /** Samples from -1 to 1 are lent: they are the receiver's only until `deliver` returns. */
  open(deliver: (samples: Float32Array) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SoundFormat>>;
  close(): Promise<void>;
}
