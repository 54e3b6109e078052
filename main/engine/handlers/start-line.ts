import type { LineState } from '../../../preload/contract/inspections.ts';
import { fail, type Outcome } from '../../domain/outcome.ts';
import type { LineWish } from '../line/line-plan.ts';
import type { Lines } from '../line/lines.ts';
import type { Services } from '../services.ts';

/** What goes on after a restart, written down after each change; `newest` is what somebody has just started. */
export async function rememberLines(
  lines: Lines,
  settings: Services['settings'],
  newest?: LineWish,
): Promise<Outcome<null>> {
  const before = await settings.get('lines');
  return settings.set('lines', { running: lines.wishes, newest: newest ?? before.newest });
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
