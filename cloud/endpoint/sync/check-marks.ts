import { type Failure, failure } from '../../../main/domain/outcome.ts';
import type { Mark, SyncSample } from '../../../preload/contract/sync.ts';

/** Half a pixel: what rounding at the edge of a picture may cost. */
const slackPx = 0.5;

export interface Marked {
  readonly medium: 'picture' | 'sound';
  readonly width: number;
  readonly height: number;
  readonly durationMs: number | null;
  readonly classes: readonly string[];
}

const remedy = 'Correct the label at the station or review the sample anew.';
const wrong = (thing: string, expected: string, received: string): Failure =>
  failure('bad_input', { thing, expected, received, remedy });

/** What is wrong with the marks that a person made in a sample; undefined where nothing is. */
export function marksProblem(sample: Marked, marks: readonly Mark[]): Failure | undefined {
  for (const [index, mark] of marks.entries()) {
    const thing = `marks.${index}`;
    if (sample.classes.length > 0 && !sample.classes.includes(mark.label)) {
      return wrong(`${thing}.label`, 'one of the classes of its model', 'another class');
    }
    const problem = 'box' in mark ? boxProblem(thing, sample, mark.box) : spanProblem(thing, sample, mark);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Box = Extract<Mark, { box: unknown }>['box'];

function boxProblem(thing: string, { medium, width, height }: Marked, box: Box): Failure | undefined {
  if (medium !== 'picture') return wrong(thing, 'a stretch of the sound', 'a rectangle');
  const isInside =
    box.x >= -slackPx &&
    box.y >= -slackPx &&
    box.x + box.width <= width + slackPx &&
    box.y + box.height <= height + slackPx;
  if (isInside && box.width > 0 && box.height > 0) return undefined;
  const received = isInside ? 'one without an area' : 'one that reaches beyond it';
  return wrong(`${thing}.box`, `a rectangle inside the picture of ${width} x ${height}`, received);
}

function spanProblem(
  thing: string,
  { medium, durationMs }: Marked,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Failure | undefined {
  if (medium !== 'sound') return wrong(thing, 'a rectangle of the picture', 'a stretch of sound');
  if (fromMs < toMs && (durationMs === null || toMs <= durationMs + 1)) return undefined;
  return wrong(thing, 'a stretch inside the sound', `${fromMs} to ${toMs} ms`);
}

/** What a sample says of itself that cannot be. */
export function sampleProblem(sample: SyncSample): Failure | undefined {
  if (sample.showsPerson && !sample.consented) {
    return failure('forbidden', {
      thing: 'sample',
      expected: "a person's consent before a sample of that person leaves the station",
      received: 'none',
      remedy: 'Keep the sample at the station, or ask the person.',
    });
  }
  const isPicture = sample.mediaType.startsWith('image/');
  if ((sample.medium === 'picture') !== isPicture)
    return wrong('mediaType', `that of a ${sample.medium}`, sample.mediaType);
  if (isPicture && (sample.width === 0 || sample.height === 0)) {
    return wrong('width and height', 'the size of the picture', 'zero');
  }
  return undefined;
}
