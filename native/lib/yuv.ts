import type { YuvMeaning } from '../../main/domain/frame.ts';

/** r = y + redV * v, g = y + greenU * u + greenV * v, b = y + blueU * u, with y = (luma - lumaOffset) * lumaGain. */
export interface YuvConversion {
  readonly lumaGain: number;
  readonly lumaOffset: number;
  readonly redV: number;
  readonly greenU: number;
  readonly greenV: number;
  readonly blueU: number;
}

const shares = { bt601: { red: 0.299, blue: 0.114 }, bt709: { red: 0.2126, blue: 0.0722 } } as const;

export function yuvConversion({ matrix, range }: YuvMeaning = { matrix: 'bt601', range: 'limited' }): YuvConversion {
  const { red, blue } = shares[matrix];
  const green = 1 - red - blue;
  const limited = range === 'limited';
  const chromaGain = limited ? 255 / 224 : 1;
  return {
    lumaGain: limited ? 255 / 219 : 1,
    lumaOffset: limited ? 16 : 0,
    redV: 2 * (1 - red) * chromaGain,
    greenU: ((-2 * blue * (1 - blue)) / green) * chromaGain,
    greenV: ((-2 * red * (1 - red)) / green) * chromaGain,
    blueU: 2 * (1 - blue) * chromaGain,
  };
}
