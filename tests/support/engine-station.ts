import { createRouterClient } from '@orpc/server';
import { type Engine, openEngine } from '../../main/engine/compose.ts';
import { openLog } from '../../main/engine/log.ts';
import type { BaseOptions } from '../../main/engine/open-base.ts';
import { type Places, placesFor } from '../../main/engine/places.ts';
import { createForkLauncher } from '../../main/engine/workers/fork-launcher.ts';
import type { Role } from '../../preload/contract/capability.ts';
import type { LineState } from '../../preload/contract/inspections.ts';

/** The real station from source, as a bench or a test drives it. */
export const sourcePlaces = placesFor(new URL('../../main/engine/main.ts', import.meta.url).href);

export const quietLog = () => openLog({ stderr: { write: () => undefined } });

export const openTestEngine = (
  dataFolder: string,
  over: Partial<Places> = {},
  more: Partial<Pick<BaseOptions, 'mostStoreBytes' | 'modelsFrom' | 'syncPace' | 'outputPace'>> = {},
) => {
  const places = { ...sourcePlaces, ...over };
  return openEngine({
    host: 'browser',
    dataFolder,
    places,
    launcher: createForkLauncher({ entries: places.workers }),
    log: quietLog(),
    ...more,
    broken: (error) => {
      throw error;
    },
  });
};

/** One that opens: of another these tests have nothing to say. */
export async function openStation(...how: Parameters<typeof openTestEngine>): Promise<Engine> {
  const opened = await openTestEngine(...how);
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

export const clientOf = ({ router, ledger }: Pick<Engine, 'router' | 'ledger'>, role: Role = 'admin') =>
  createRouterClient(router, { context: { caller: { role, door: 'cli' }, ledger } });

/** Follows the line that was started last, or that of a source, until it is as wished; the test's own deadline is the limit. */
export async function lineUntil(
  engine: Engine,
  isSo: (state: LineState) => boolean,
  sourceId?: string,
): Promise<LineState> {
  for await (const state of engine.lines.watch(sourceId)) if (isSo(state)) return state;
  throw new Error('Expected the line to be watched until it is as wished');
}
