import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Box, Detection } from '../../../preload/contract/values.ts';
import { boxOverlap, matchBoxes } from '../match-boxes.ts';

interface Said {
  readonly label: string;
  readonly box: Box;
}

/** A picture that a person labelled, with what the model had found in it. */
export interface ReviewedPicture {
  /** Pictures of one part are much alike: together they count as one draw. */
  readonly group: string;
  /** Drawn by lot: neither its scores nor what became of it had a say in its being here. */
  readonly drawn: boolean;
  readonly capturedAt: number;
  /** Of what counts; what a recipe leaves out stands in `outside`. */
  readonly found: readonly Detection[];
  readonly outside?: readonly Box[] | undefined;
  readonly said: readonly Said[];
}

export interface JudgedDetection {
  readonly group: string;
  readonly drawn: boolean;
  readonly score: number;
  readonly isRight: boolean;
}

export interface RealDefect {
  readonly group: string;
  readonly label: string;
  /** What the model found there, whatever it called it. Empty where it saw nothing. */
  readonly found: readonly { readonly label: string; readonly score: number }[];
}

export type ReviewRules = Pick<PictureCard, 'task' | 'labels' | 'goodLabels'>;

/** A person draws by hand around things of few pixels: so much of their joint area shared is the same thing. */
const sameThing = 0.3;

/** Only a detector says where: what the others find is true of the whole picture. */
const lies = ({ task }: ReviewRules, found: Box, real: Box): boolean =>
  task !== 'detect' || boxOverlap(found, real) >= sameThing;

/** Things that are wrong with the part, of kinds that the model knows. */
const defectsIn = ({ said }: ReviewedPicture, { labels, goodLabels = [] }: ReviewRules): readonly Said[] =>
  said.filter(({ label }) => labels.includes(label) && !goodLabels.includes(label));

export const isGood = (picture: ReviewedPicture, rules: ReviewRules): boolean => defectsIn(picture, rules).length === 0;

/** Each detection beside whether a person says so too: the surest chooses first, and a thing found twice is right once. */
export function judgeDetections(picture: ReviewedPicture, rules: ReviewRules): readonly JudgedDetection[] {
  const { group, drawn, found } = picture;
  const real = defectsIn(picture, rules);
  const labels = [...new Set(found.map(({ label }) => label))].filter((label) => rules.labels.includes(label));
  return labels.flatMap((label, category) => {
    const detections = found.filter((detection) => detection.label === label);
    const things = real.filter((defect) => defect.label === label);
    if (rules.task !== 'detect') {
      return detections.map(({ score }) => ({ group, drawn, score, isRight: things.length > 0 }));
    }
    const judged = matchBoxes(
      things.map(({ box }) => ({ ...box, category })),
      detections.map(({ box, score }) => ({ ...box, category, score })),
      [sameThing],
      detections.length,
    );
    return judged.map(({ score, right }) => ({ group, drawn, score, isRight: right[0] === true }));
  });
}

/** Each real defect beside the scores that may stop it. */
export const realDefects = (picture: ReviewedPicture, rules: ReviewRules): readonly RealDefect[] =>
  defectsIn(picture, rules).flatMap(({ label, box }) => {
    const found = picture.found.filter((detection) => lies(rules, detection.box, box));
    // Seen, and left out by a recipe's region: it is none of this part's.
    const isOutside = found.length === 0 && (picture.outside ?? []).some((left) => lies(rules, left, box));
    return isOutside ? [] : [{ group: picture.group, label, found }];
  });
