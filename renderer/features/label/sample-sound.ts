/** A sound ready to be shown and played. */
export interface SampleSound {
  readonly file: Blob;
  readonly durationMs: number;
  /** The lowest and the highest sample of each of many even steps, in turn. */
  readonly peaks: Float32Array;
}

/** More than any screen has pixels across for it. */
const steps = 2_400;
/** Enough for what is heard of a voice; the picture of it needs no more. */
const rateHz = 16_000;

export function peaksOf(samples: Float32Array, count = steps): Float32Array {
  const peaks = new Float32Array(count * 2);
  for (let step = 0; step < count; step += 1) {
    const from = Math.floor((step * samples.length) / count);
    const to = Math.max(from + 1, Math.floor(((step + 1) * samples.length) / count));
    let [low, high] = [0, 0];
    for (const sample of samples.subarray(from, to)) {
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    peaks[step * 2] = low;
    peaks[step * 2 + 1] = high;
  }
  return peaks;
}

export async function decodeSound(file: Blob): Promise<SampleSound> {
  const context = new OfflineAudioContext(1, 1, rateHz);
  const decoded = await context.decodeAudioData(await file.arrayBuffer());
  return { file, durationMs: decoded.duration * 1_000, peaks: peaksOf(decoded.getChannelData(0)) };
}
