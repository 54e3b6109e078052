import type { Transform } from '../../../native/lib/picture.ts';
import type { Box, Detection, Point } from '../../../preload/contract/values.ts';
import type { Frame } from '../../domain/frame.ts';

export interface Corners {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** A box in network pixels as one in picture pixels, cut at the picture's edges; undefined where nothing of it is left. */
export function boxInPicture(
  { x1, y1, x2, y2 }: Corners,
  { scaleX, scaleY, padX, padY }: Transform,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Box | undefined {
  const left = clamp((x1 - padX) / scaleX, width);
  const top = clamp((y1 - padY) / scaleY, height);
  const right = clamp((x2 - padX) / scaleX, width);
  const bottom = clamp((y2 - padY) / scaleY, height);
  return right <= left || bottom <= top ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** A point of a face that is cut by the picture's edge may lie outside: where it is, is what the model says. */
export const pointInPicture = ({ x, y }: Point, { scaleX, scaleY, padX, padY }: Transform): Point => ({
  x: (x - padX) / scaleX,
  y: (y - padY) / scaleY,
});

const rowFields = 6;

/** Rows of x1, y1, x2, y2, score and label in network pixels become boxes in picture pixels, cut at the picture's edges. */
export function detectionsOf(
  rows: Float32Array,
  labels: readonly string[],
  transform: Transform,
  picture: Pick<Frame, 'width' | 'height'>,
): Detection[] {
  const detections: Detection[] = [];
  for (let at = 0; at + rowFields <= rows.length; at += rowFields) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0, index = 0] = rows.subarray(at, at + rowFields);
    const label = labels[index];
    if (label === undefined) throw new Error(`Expected a class below ${labels.length}, got ${index}`);
    const box = boxInPicture({ x1, y1, x2, y2 }, transform, picture);
    if (box === undefined) continue;
    detections.push({ label, score: clamp(score, 1), box });
  }
  return detections;
}
