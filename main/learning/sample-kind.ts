export interface SampleKind {
  readonly ending: '.jpg' | '.wav';
  readonly type: 'image/jpeg' | 'audio/wav';
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Told by the first bytes: samples are named by their content alone. */
export const kindOfSample = (bytes: Uint8Array): SampleKind =>
  ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE'
    ? { ending: '.wav', type: 'audio/wav' }
    : { ending: '.jpg', type: 'image/jpeg' };
