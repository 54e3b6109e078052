import type { Words } from '../../locales/words.tsx';
import type { RecipeDraft } from './recipe-draft.ts';
import { partsSentence, ruleSentence, voteSentence } from './sentences.ts';

export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What ids are called, where that is known. */
export interface Names {
  readonly source: (id: string) => string;
  readonly model: (name: string) => string;
  /** With the size at which it sees, where that is not its own. */
  readonly modelAt: (name: string, size: number | undefined) => string;
  readonly output: (id: string) => string;
}

type RecipeWords = Words['recipes'];

const isLike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is in one list and not in the other, each as often as it is missing there. */
function missingIn(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

function ofNamed<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
  title: (name: string) => string,
  how: (was: T, is: T) => string,
  { there, notThere }: RecipeWords['differences'],
): readonly Difference[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name) => {
    const was = before.find((one) => one.name === name);
    const is = after.find((one) => one.name === name);
    if (was !== undefined && is !== undefined)
      return isLike(was, is) ? [] : [{ what: title(name), before: there, after: how(was, is) }];
    return [{ what: title(name), before: was ? there : notThere, after: is ? there : notThere }];
  });
}

function ofPlan(before: RecipeDraft, after: RecipeDraft, words: RecipeWords): readonly Difference[] {
  const { differences: say } = words;
  const found: Difference[] = [];
  if (!isLike(before.region, after.region)) {
    const was = before.region === null ? say.wholePicture : say.corners(before.region.length);
    const corners = after.region?.length ?? 0;
    const is =
      after.region === null ? say.wholePicture : before.region === null ? say.corners(corners) : say.redrawn(corners);
    found.push({ what: say.region, before: was, after: is });
  }
  found.push(...ofNamed(before.zones, after.zones, say.zone, () => say.moved, say));
  const turned = (was: RecipeDraft['lines'][number], is: RecipeDraft['lines'][number]): string =>
    isLike(was.from, is.to) && isLike(was.to, is.from) ? say.turned : say.moved;
  found.push(...ofNamed(before.lines, after.lines, say.line, turned, say));
  const scale = ({ calibration }: RecipeDraft): string => (calibration === null ? say.noScale : say.mm(calibration.mm));
  if (!isLike(before.calibration, after.calibration)) {
    const alike = scale(before) === scale(after) && after.calibration !== null;
    const is = alike ? say.otherPlaces(after.calibration.mm) : scale(after);
    found.push({ what: say.scale, before: scale(before), after: is });
  }
  return found;
}

function ofRules(before: RecipeDraft, after: RecipeDraft, words: RecipeWords): readonly Difference[] {
  const { differences: say } = words;
  const [was, is] = [before, after].map(({ rules }) => rules.map((rule) => ruleSentence(rule, words)));
  if (was === undefined || is === undefined) return [];
  const gone = missingIn(was, is);
  const come = missingIn(is, was);
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => ({
    what: say.rule,
    before: gone[at] ?? (was.length === 0 ? say.noRules : say.notThere),
    after: come[at] ?? (is.length === 0 ? say.noRules : say.notThere),
  }));
}

export const modelsSentence = (
  { models, inputSizes }: Pick<RecipeDraft, 'models' | 'inputSizes'>,
  { modelAt }: Pick<Names, 'modelAt'>,
): string => models.map((name) => modelAt(name, inputSizes[name])).join(', ');

/** What differs between two states of a recipe, each as a line that a person reads. */
export function differencesOf(
  before: RecipeDraft,
  after: RecipeDraft,
  names: Names,
  words: RecipeWords,
): readonly Difference[] {
  const { differences: say } = words;
  const line = (what: string, told: (draft: RecipeDraft) => string): readonly Difference[] => {
    const [was, is] = [told(before), told(after)];
    return was === is ? [] : [{ what, before: was, after: is }];
  };
  const listed = (ids: readonly string[], name: (id: string) => string): string =>
    ids.length === 0 ? say.nobody : ids.map(name).join(', ');
  return [
    ...line(say.name, ({ name }) => name.trim()),
    ...line(say.source, ({ sourceId }) => names.source(sourceId)),
    ...line(say.models, (draft) => modelsSentence(draft, names)),
    ...ofPlan(before, after, words),
    ...ofRules(before, after, words),
    ...line(say.parts, (draft) => partsSentence(draft, words)),
    ...line(say.vote, (draft) => voteSentence(draft, words)),
    ...line(say.follow, ({ follow }) => (follow ? say.on : say.off)),
    ...line(say.outputs, ({ outputs }) => listed(outputs, names.output)),
    ...line(say.code, ({ code }) => (code.trim() === '' ? say.noCode : code.trim())),
  ];
}
