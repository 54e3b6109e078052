import type { EditBox, Editing } from './editing.ts';
import { touchSide } from './hand.ts';

export type SoundGrip = { readonly kind: 'from' | 'to' | 'body'; readonly id: number } | { readonly kind: 'nothing' };

/** Seen from the view: where on the strip something lies, in pixels. */
export type ToView = (ms: number) => number;

const widthOf = ({ box }: EditBox): number => box.width;

/** What a press takes hold of: the ends of the chosen stretch first, then what was hit, the shortest on top. */
export function soundGripAt(
  x: number,
  { boxes, selected }: Pick<Editing, 'boxes' | 'selected'>,
  toView: ToView,
): SoundGrip {
  const chosen = boxes.find(({ id }) => id === selected);
  if (chosen !== undefined) {
    const left = toView(chosen.box.x);
    const right = toView(chosen.box.x + chosen.box.width);
    // A third of a short stretch stays its middle, so that it can be moved at all.
    const inward = Math.min(touchSide / 2, (right - left) / 3);
    if (x >= left - touchSide / 2 && x <= left + inward) return { kind: 'from', id: chosen.id };
    if (x >= right - inward && x <= right + touchSide / 2) return { kind: 'to', id: chosen.id };
  }
  const hit = boxes
    .toSorted((a, b) => widthOf(a) - widthOf(b))
    .find(({ box }) => x >= toView(box.x) && x <= toView(box.x + box.width));
  return hit === undefined ? { kind: 'nothing' } : { kind: 'body', id: hit.id };
}
