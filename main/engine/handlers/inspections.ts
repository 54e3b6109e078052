import type { LineStart } from '../../../preload/contract/inspections.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { reasonOf } from '../../domain/recipe/fault-words.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import { type LineWish, wishFor } from '../line/line-plan.ts';
import { stoppedLine } from '../line/stopped-line.ts';
import type { Services } from '../services.ts';
import { noLine, rememberLines, startLine } from './start-line.ts';

export const inspectionHandlers = ({ lines, recipes, store, settings, samples, clock, findSource }: Services) => {
  /** A recipe names its source and its models; without one both are said. */
  const wishOf = async ({ sourceId, model, inputSize, recipe: id }: LineStart): Promise<Outcome<LineWish>> => {
    if (id === undefined) {
      const size = inputSize === undefined ? {} : { inputSize };
      return sourceId === undefined ? noSource : succeed({ sourceId, model, ...size });
    }
    if (inputSize !== undefined) return sizeOfRecipe(id, inputSize);
    const recipe = await recipes.toStart(id);
    return recipe.ok ? succeed(wishFor(recipe.value)) : recipe;
  };
  return {
    start: procedures.inspections.start.handler(async ({ input }) =>
      valueOr(await startLine({ lines, settings }, valueOr(await wishOf(input)))),
    ),
    stop: procedures.inspections.stop.handler(async ({ input: { sourceId } }) => {
      // A name that is misspelt must not read as a line that stopped.
      const hasLine = lines?.all().some((line) => line.sourceId === sourceId) === true;
      if (sourceId !== undefined && !hasLine) valueOr(await findSource(sourceId));
      if (lines === undefined) return stoppedLine;
      const stopped = await lines.stop(sourceId);
      const remembered = await rememberLines(lines, settings);
      const state = valueOr(stopped);
      valueOr(remembered);
      return state;
    }),
    state: procedures.inspections.state.handler(({ input: { sourceId } }) => lines?.read(sourceId) ?? stoppedLine),
    watch: procedures.inspections.watch.handler(async function* ({ input: { sourceId }, signal }) {
      if (lines === undefined) yield stoppedLine;
      else yield* lines.watch(sourceId, signal);
    }),
    lines: procedures.inspections.lines.handler(() => [...(lines?.all() ?? [])]),
    watchLines: procedures.inspections.watchLines.handler(async function* ({ signal }) {
      if (lines === undefined) yield [];
      else for await (const states of lines.live.watch(signal)) yield [...states];
    }),
    trigger: procedures.inspections.trigger.handler(async ({ input: { sourceId, ...trigger } }) => {
      const inspection = valueOr((await lines?.trigger(sourceId, trigger)) ?? noLine);
      const pass = inspection.verdict === 'pass';
      return { pass, reason: pass ? '' : reasonOf(inspection), inspection };
    }),
    list: procedures.inspections.list.handler(async ({ input }) =>
      valueOr(await store.call('inspections.list', input)),
    ),
    override: procedures.inspections.override.handler(async ({ input: { id, verdict, reason }, context }) =>
      valueOr(await samples.override(id, { verdict, reason, by: context.caller.role, at: clock.wallMs() })),
    ),
  };
};

/** To let it pass unheard would judge at another size than was asked for. */
const sizeOfRecipe = (id: string, size: number): Outcome<never> =>
  fail('bad_input', {
    thing: 'The line',
    expected: `the sizes that recipe ${id} says`,
    received: `a size of ${size} beside it`,
    remedy: 'Leave the size out, or change it in the recipe.',
  });

const noSource = fail('bad_input', {
  thing: 'The line',
  expected: 'a source, or a recipe',
  received: 'neither',
  remedy: 'Name one of the two.',
});
