import { isOwnSide, otherSides, ownSide, type TakenSize } from '../../preload/contract/input-sizes.ts';
import { isPictureCard } from '../../preload/contract/model-card.ts';
import type { ModelEntry } from '../../preload/contract/models.ts';
import type { Words } from '../locales/words.tsx';
import { whole } from './numbers.ts';

/** What the card says; null where the network takes no other size, so that there is nothing to choose. */
export function sizeToChoose(model: ModelEntry | null | undefined): TakenSize | null {
  const card = model?.card ?? null;
  if (card === null || !isPictureCard(card)) return null;
  return otherSides(card.io.input).length === 0 ? null : card.io.input;
}

export interface SizeOption {
  /** The side; empty for the card's own. */
  readonly value: string;
  readonly label: string;
  readonly note: string;
}

export const sizeOf = (value: string): number | null => (value === '' ? null : Number(value));
export const valueOfSize = (size: number | null, taken: TakenSize): string =>
  size === null || isOwnSide(taken, size) ? '' : String(size);

/** The card's own among those worth a choice, smallest first, and one that was chosen otherwise. */
export function sizeOptions(taken: TakenSize, chosen: number | null, words: Words): readonly SizeOption[] {
  const others = new Set(otherSides(taken));
  if (chosen !== null && !isOwnSide(taken, chosen)) others.add(chosen);
  return [
    { side: ownSide(taken), option: ownOption(taken, words) },
    ...[...others].map((side) => ({ side, option: optionOf(side, taken, words) })),
  ]
    .toSorted((a, b) => a.side - b.side)
    .map(({ option }) => option);
}

function ownOption({ width, height }: TakenSize, { inspect: { size }, tag }: Words): SizeOption {
  const label = width === height ? size.side(whole(width, tag)) : size.sides(whole(width, tag), whole(height, tag));
  return { value: '', label, note: size.own };
}

/** Work grows with the pixels that are looked at. */
function optionOf(side: number, { width, height }: TakenSize, { inspect: { size }, tag }: Words): SizeOption {
  const work = side ** 2 / (width * height);
  const note =
    work < 1
      ? size.less(work.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 0 }))
      : size.more(work.toLocaleString(tag, { maximumFractionDigits: 1 }));
  return { value: String(side), label: size.side(whole(side, tag)), note };
}

/** A model in one line, with its size where that is not its own. */
export const modelAtSize = (name: string, size: number | null | undefined, { inspect, tag }: Words): string =>
  size == null ? name : inspect.size.at(name, whole(size, tag));
