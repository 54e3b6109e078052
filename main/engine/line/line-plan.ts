import { type InputSizes, isOwnSide } from '../../../preload/contract/input-sizes.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { looksAtPeople } from '../../../preload/contract/model-tasks.ts';
import type { OutputId, PartsBy, Recipe, RecipeRef } from '../../../preload/contract/recipes.ts';
import { isPictureSource, type PictureSource, type Source } from '../../../preload/contract/sources.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { UnsureBand } from '../../domain/confidence/band.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { type JudgedBy, withoutRecipe } from '../../domain/recipe/judge.ts';

/** One version of a recipe: versions are never changed. */
export type RecipeVersion = Pick<RecipeRef, 'id' | 'version'>;

/** What somebody asked a line to do; kept over restarts of the worker and of the station. */
export interface LineWish {
  readonly sourceId: SourceId;
  readonly model: string;
  /** Side of the square that the model sees; that of its card where absent. */
  readonly inputSize?: number | undefined;
  /** The version that was started goes on until somebody starts another: no restart in the night puts a change to work. */
  readonly recipe?: RecipeVersion | undefined;
}

export interface LineModel {
  readonly folder: string;
  readonly card: PictureCard;
  /** Where it is unsure just now: what was fitted may be put to use while the line runs. */
  readonly band: () => UnsureBand;
  /** The same where it was fitted: frames in it are worth a look, whatever the settings of sampling say. */
  readonly fittedBand?: (() => UnsureBand | undefined) | undefined;
  /** Side of the square that it sees; that of its card where absent. */
  readonly inputSize?: number | undefined;
}

/** A wish with all that it names: what is looked at, with what, and how it is judged. */
export interface LinePlan {
  readonly source: PictureSource;
  readonly models: readonly [LineModel, ...LineModel[]];
  readonly recipe: RecipeRef | null;
  readonly judgedBy: JudgedBy;
  readonly parts: PartsBy;
  /** Whom each verdict is told. */
  readonly outputs: readonly OutputId[];
}

/** Whom the parts of a line are told. */
export interface LineTelling {
  /** Those that its recipe names; null without a recipe, where those hear of it that always do; `any` as long as nobody can say. */
  readonly outputs: readonly OutputId[] | null | 'any';
  /** Each of its parts begins with a trigger. */
  readonly byTrigger: boolean;
}

/** A line as it is, with whom its parts are told. */
export interface ToldLine {
  readonly state: LineState;
  readonly telling: LineTelling;
}

/** As a recipe says. */
export const tellingBy = ({ outputs, parts }: Pick<LinePlan, 'outputs' | 'parts'>): LineTelling => ({
  outputs,
  byTrigger: parts.by === 'trigger',
});

const plainTelling: LineTelling = { outputs: null, byTrigger: false };

export const tellingOf = (plan: LinePlan): LineTelling => (plan.recipe === null ? plainTelling : tellingBy(plan));

/** Of a line that is wanted and could not be planned yet: one too many misses it rather than one too few. */
export const tellingUnread = ({ recipe }: LineWish): LineTelling =>
  recipe === undefined ? plainTelling : { outputs: 'any', byTrigger: false };

export interface PlanPlaces {
  readonly findSource: (id: SourceId) => Promise<Outcome<Source>>;
  readonly findModel: (name: string) => Promise<Outcome<LineModel>>;
  readonly findRecipe: (recipe: RecipeVersion) => Promise<Outcome<Recipe>>;
}

export const wishFor = ({ id, version, body }: Recipe): LineWish => ({
  sourceId: body.sourceId,
  model: body.models[0] ?? '',
  recipe: { id, version },
});

/** What is left of a wish whose recipe was put aside. */
export const wishWithout = ({ sourceId, model }: LineWish): LineWish => ({ sourceId, model });

/** Without a recipe one model looks, and its band says where doubt and defect begin. */
export async function planLine(wish: LineWish, places: PlanPlaces): Promise<Outcome<LinePlan>> {
  const { recipe: version } = wish;
  if (version === undefined) {
    const sizes = wish.inputSize === undefined ? {} : { [wish.model]: wish.inputSize };
    return planWith([wish.model], sizes, wish.sourceId, plainly, places);
  }
  const recipe = await places.findRecipe(version);
  if (!recipe.ok) return recipe;
  const { id, name, body } = recipe.value;
  const how = {
    recipe: { id, version: recipe.value.version, name },
    judgedBy: body,
    parts: body.parts,
    outputs: body.outputs,
  };
  return planWith(body.models, body.inputSizes, body.sourceId, how, places);
}

type How = Pick<LinePlan, 'recipe' | 'judgedBy' | 'parts' | 'outputs'>;

const plainly: How = { recipe: null, judgedBy: withoutRecipe, parts: { by: 'source' }, outputs: [] };

async function planWith(
  names: readonly string[],
  sizes: InputSizes,
  sourceId: SourceId,
  how: How,
  places: PlanPlaces,
): Promise<Outcome<LinePlan>> {
  const source = await places.findSource(sourceId);
  if (!source.ok) return source;
  if (!isPictureSource(source.value)) return noPictures(source.value);
  const models: LineModel[] = [];
  for (const name of names) {
    const model = await places.findModel(name);
    if (!model.ok) return model;
    models.push(seeingAt(model.value, sizes[name]));
  }
  const [first, ...others] = models;
  if (first === undefined) return noModel;
  return succeed({ source: source.value, models: [first, ...others], ...how });
}

/** What its card says needs no saying: the same network is then shared with whoever said nothing. */
export const seeingAt = <M extends Pick<LineModel, 'card'>>(model: M, side: number | undefined): M =>
  side === undefined || isOwnSide(model.card.io.input, side) ? model : { ...model, inputSize: side };

/** One model that looks at people is enough: a frame is the same for all. */
export const planLooksAtPeople = ({ models }: LinePlan): boolean => models.some(({ card }) => looksAtPeople(card));

const noModel = fail('model_refused', {
  thing: 'The line',
  expected: 'a model that looks at it',
  received: 'none',
  remedy: 'Name a model.',
});

const noPictures = ({ id, settings }: Source): Outcome<never> =>
  fail('wrong_state', {
    thing: `The source ${id}`,
    expected: 'a camera, a video or another source of pictures',
    received: `a source of sound (${settings.kind})`,
    remedy: 'Choose a source of pictures, or listen to this one on the Listen seat.',
  });
