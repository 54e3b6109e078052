import { type Outcome, succeed } from '../domain/outcome.ts';
import { openWithoutLine } from './compose.ts';
import type { CallContext } from './doors/caller.ts';
import type { StationRouter } from './doors/station-doors.ts';
import { describeBug, openLog } from './log.ts';
import { placesFor } from './places.ts';
import { createForkLauncher } from './workers/fork-launcher.ts';

export interface HeadlessStation {
  readonly router: StationRouter;
  readonly context: CallContext;
  close(): Promise<void>;
}

/** The station of a data folder for one command: whoever can write the folder is its admin. `entry` as in `placesFor`. */
export async function openHeadless(entry: string, dataFolder: string): Promise<Outcome<HeadlessStation>> {
  const places = placesFor(entry);
  const log = openLog({ level: 'warn' });
  const opened = await openWithoutLine({
    host: 'cli',
    dataFolder,
    places,
    launcher: createForkLauncher({ entries: places.workers }),
    log,
    modelsFrom: process.env.CARACAL_MODELS_FROM,
    broken: (error) => {
      log.error({ bug: describeBug(error) }, 'the command has a bug');
      process.exit(1);
    },
  });
  if (!opened.ok) return opened;
  const { router, ledger, close } = opened.value;
  return succeed({ router, context: { caller: { role: 'admin', door: 'cli' }, ledger }, close });
}
