interface Sureness {
  readonly mean: number;
  readonly peak: number;
}

/** A stretch of speech that a person should listen to: its mean or its highest probability lies in the band. */
export const isUnsureSpeech = ({ mean, peak }: Sureness, [low, high]: readonly [number, number]): boolean =>
  [mean, peak].some((score) => score >= low && score < high);
