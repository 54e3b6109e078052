import type { LineState } from '../../../preload/contract/inspections.ts';
import type { RecipeId } from '../../../preload/contract/recipes.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { type LineWish, wishWithout } from '../line/line-plan.ts';
import type { Lines } from '../line/lines.ts';
import type { Services } from '../services.ts';

/** What goes on after a restart and what does not, written down after each change; `newest` is what somebody has just started. */
export async function rememberLines(
  lines: Lines,
  settings: Services['settings'],
  newest?: LineWish,
): Promise<Outcome<null>> {
  const before = await settings.get('lines');
  const known = new Set(lines.all().map(({ sourceId }) => sourceId));
  const stopped = [...before.stopped.filter(({ sourceId }) => !known.has(sourceId)), ...lines.stopped];
  return settings.set('lines', { running: lines.wishes, stopped, newest: newest ?? before.newest });
}

/** A source that is gone has no line that anybody has stopped: another one may get its name. */
export async function forgetLine(settings: Services['settings'], sourceId: SourceId): Promise<Outcome<null>> {
  const before = await settings.get('lines');
  const stopped = before.stopped.filter((wish) => wish.sourceId !== sourceId);
  return stopped.length === before.stopped.length ? succeed(null) : settings.set('lines', { ...before, stopped });
}

/** A recipe was put aside: lines that went by it stay stopped, and no start of the station looks for it. */
export async function forgetRecipe(settings: Services['settings'], id: RecipeId): Promise<Outcome<null>> {
  const before = await settings.get('lines');
  if (!before.stopped.some(({ recipe }) => recipe?.id === id)) return succeed(null);
  const stopped = before.stopped.map((wish) => (wish.recipe?.id === id ? wishWithout(wish) : wish));
  return settings.set('lines', { ...before, stopped });
}

/** Starts a line, or changes it over; it is remembered whatever came of it, as a line that fails may have been another before. */
export async function startLine(
  { lines, settings }: Pick<Services, 'lines' | 'settings'>,
  wish: LineWish,
): Promise<Outcome<LineState>> {
  if (lines === undefined) return noLine;
  const started = await lines.start(wish);
  const remembered = await rememberLines(lines, settings, started.ok ? wish : undefined);
  return started.ok && !remembered.ok ? remembered : started;
}

export const noLine = fail('wrong_state', {
  thing: 'The line',
  expected: 'a running station to start it in',
  received: 'a command without one',
  remedy: 'Start the station with `npm start`, then start the line there.',
});
