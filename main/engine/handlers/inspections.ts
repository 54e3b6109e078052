import type { LineStart } from '../../../preload/contract/inspections.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { LineWish } from '../line/line-plan.ts';
import type { Lines } from '../line/lines.ts';
import { stoppedLine } from '../line/stopped-line.ts';
import type { Services } from '../services.ts';

export const inspectionHandlers = ({ lines, store, settings, samples, clock }: Services) => {
  const remember = async (held: Lines, newest?: LineWish): Promise<Outcome<null>> => {
    const before = await settings.get('lines');
    return settings.set('lines', { running: held.wishes, newest: newest ?? before.newest });
  };
  return {
    start: procedures.inspections.start.handler(async ({ input }) => {
      if (lines === undefined) return valueOr(noLine);
      const wish = valueOr(wishOf(input));
      const started = await lines.start(wish);
      const remembered = await remember(lines, started.ok ? wish : undefined);
      const state = valueOr(started);
      valueOr(remembered);
      return state;
    }),
    stop: procedures.inspections.stop.handler(async ({ input: { sourceId } }) => {
      if (lines === undefined) return stoppedLine;
      const stopped = await lines.stop(sourceId);
      const remembered = await remember(lines);
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
    list: procedures.inspections.list.handler(async ({ input }) =>
      valueOr(await store.call('inspections.list', input)),
    ),
    override: procedures.inspections.override.handler(async ({ input: { id, verdict, reason }, context }) =>
      valueOr(await samples.override(id, { verdict, reason, by: context.caller.role, at: clock.wallMs() })),
    ),
  };
};

/** A recipe names its source and its models; without one both are said. */
function wishOf({ sourceId, model, recipe }: LineStart): Outcome<LineWish> {
  if (recipe !== undefined) return noRecipe(recipe);
  return sourceId === undefined ? noSource : succeed({ sourceId, model });
}

const noSource = fail('bad_input', {
  thing: 'The line',
  expected: 'a source, or a recipe',
  received: 'neither',
  remedy: 'Name one of the two.',
});

const noRecipe = (id: string): Outcome<never> =>
  fail('not_found', {
    thing: 'The recipe',
    expected: 'one that is known',
    received: id,
    remedy: 'Start the line on a source with a model.',
  });

const noLine = fail('wrong_state', {
  thing: 'The line',
  expected: 'a running station to start it in',
  received: 'a command without one',
  remedy: 'Start the station with `npm start`, then start the line there.',
});
