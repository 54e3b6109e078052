import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { looksAtPeople, taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { RecipeId, RecipeRef } from '../../../preload/contract/recipes.ts';
import { isPictureSource, type PictureSource, type Source } from '../../../preload/contract/sources.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { UnsureBand } from '../../domain/confidence/band.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { type FrameJudge, judgeByBand } from '../../domain/verdict.ts';

/** What somebody asked a line to do; kept over restarts of the worker and of the station. */
export interface LineWish {
  readonly sourceId: SourceId;
  readonly model: string;
  readonly recipe?: RecipeId | undefined;
}

export interface LineModel {
  readonly folder: string;
  readonly card: PictureCard;
  /** Where it is unsure just now: what was fitted may be put to use while the line runs. */
  readonly band: () => UnsureBand;
}

/** A wish with all that it names: what is looked at, with what, and how it is judged. */
export interface LinePlan {
  readonly source: PictureSource;
  readonly models: readonly [LineModel, ...LineModel[]];
  readonly recipe: RecipeRef | null;
  readonly judge: FrameJudge;
}

export interface PlanPlaces {
  readonly findSource: (id: SourceId) => Promise<Outcome<Source>>;
  readonly findModel: (name: string) => Promise<Outcome<LineModel>>;
}

/** Without a recipe one model looks, and its card says where doubt and defect begin. */
export async function planLine(wish: LineWish, { findSource, findModel }: PlanPlaces): Promise<Outcome<LinePlan>> {
  const source = await findSource(wish.sourceId);
  if (!source.ok) return source;
  if (!isPictureSource(source.value)) return noPictures(source.value);
  const model = await findModel(wish.model);
  if (!model.ok) return model;
  const judge = judgeByBand(model.value.band);
  return succeed({ source: source.value, models: [model.value], recipe: null, judge });
}

/** One model that looks at people is enough: a frame is the same for all. */
export const planLooksAtPeople = ({ models }: LinePlan): boolean => models.some(({ card }) => looksAtPeople(card));

export const judges = ({ card }: LineModel): boolean => taskTraits[card.task].judges;

const noPictures = ({ id, settings }: Source): Outcome<never> =>
  fail('wrong_state', {
    thing: `The source ${id}`,
    expected: 'a camera, a video or another source of pictures',
    received: `a source of sound (${settings.kind})`,
    remedy: 'Choose a source of pictures, or listen to this one on the Listen seat.',
  });
