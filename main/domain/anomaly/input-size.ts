export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a network may be given: one size alone, or any in steps. */
export interface TakenSize extends Size {
  readonly strideMultiple?: number | undefined;
}

/** A patch then spans what such networks were made to tell apart, and two cores keep up; the heat map has 64 cells a side at most. */
const longestSide = 320;
const shortestSide = 96;

/** The size at which pictures of this shape are looked at: their own shape where the network takes any, and no larger than they are. */
export function inputSize(picture: Size, { width, height, strideMultiple: step }: TakenSize): Size {
  if (step === undefined) return { width, height };
  const longer = Math.max(picture.width, picture.height);
  const scale = Math.min(1, longestSide / longer);
  const side = (pixels: number): number => {
    const fitting = Math.max(pixels * scale, shortestSide);
    return Math.max(step, Math.min(Math.round(fitting / step), Math.floor(longestSide / step)) * step);
  };
  return { width: side(picture.width), height: side(picture.height) };
}
