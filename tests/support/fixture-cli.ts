import { runProgram } from '../../main/cli/program.ts';
import { succeed } from '../../main/domain/outcome.ts';
import { createFixtureStation } from './fixture-station.ts';

/** The real command line before a station in memory, for when none runs on the data folder. */
await runProgram(new URL('../../main/cli/main.ts', import.meta.url).href, async () => {
  const station = createFixtureStation();
  const context = station.context({ role: 'admin', door: 'cli' });
  return succeed({ router: station.router, context, close: async () => station.close() });
});
