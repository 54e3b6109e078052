import type { ReviewedPicture } from '../../main/domain/confidence/reviewed.ts';

const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const boxAt = (at: number) => ({ x: 40 * at, y: 10, width: 20, height: 20 });

export interface LineTraits {
  /** Of pictures, how many are good. */
  readonly goodShare?: number;
  /** At most so many defects a bad picture. */
  readonly mostDefects?: number;
  /** How much harder one picture is than another: its defects are missed together. */
  readonly spread?: number;
  /** By label the mean logit of its defects' scores; labels further down are rarer. */
  readonly logits?: Readonly<Record<string, number>>;
  /** The station keeps nothing that scores lower. */
  readonly floor?: number;
}

/** One picture of an imagined line, drawn by lot: what is in it, and what a model says of it. */
export function drawPicture(next: () => number, index: number, traits: LineTraits = {}): ReviewedPicture {
  const { goodShare = 0.5, mostDefects = 4, spread = 1.2, logits = { open: 2.2 }, floor = 0.05 } = traits;
  const labels = Object.keys(logits);
  const isGood = next() < goodShare;
  const count = isGood ? 0 : 1 + Math.floor(next() * mostDefects);
  const hardness = spread * normal(next);
  const said = Array.from({ length: count }, (_, at) => {
    const label = labels[Math.floor(labels.length * next() ** 2)] ?? 'open';
    return { label, box: boxAt(at) };
  });
  const seen = said.map(({ label, box }) => ({
    label,
    box,
    score: sigmoid((logits[label] ?? 0) - hardness + 1.3 * normal(next)),
  }));
  const falseAlarm = { label: labels[0] ?? 'open', box: boxAt(9), score: sigmoid(-2.2 + 1.1 * normal(next)) };
  const found = [...seen, falseAlarm].filter(({ score }) => score >= floor);
  return { group: `part ${index}`, drawn: true, capturedAt: index, found, said };
}

export const drawPictures = (next: () => number, count: number, traits?: LineTraits): readonly ReviewedPicture[] =>
  Array.from({ length: count }, (_, index) => drawPicture(next, index, traits));
