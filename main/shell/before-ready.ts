import { resolve } from 'node:path';
import { type LaunchFlags, readFlags } from './launch-flags.ts';
import { guardApp } from './navigation-guards.ts';
import { declareScheme } from './page-files.ts';
import type { ShellParts } from './shell-parts.ts';
import { beTheOnlyOne, type FrontWindow } from './single-instance.ts';
import { quietChromium } from './switches.ts';

const badFlags = 2;
const secondInstance = 3;

/** What Electron takes only before it is ready. Null when this process has no business here and is leaving already. */
export function beforeReady(parts: ShellParts, front: () => FrontWindow | null): LaunchFlags | null {
  const { app, say } = parts;
  const flags = readFlags(parts.args);
  if (!flags.ok) {
    say(flags.failure.message);
    app.exit(badFlags);
    return null;
  }
  const { dataFolder } = flags.value;
  // The lock on a second instance follows this folder, so that two stations with data of their own can run side by side.
  if (dataFolder !== null) app.setPath('userData', resolve(dataFolder, 'shell'));
  if (!beTheOnlyOne(app, front)) {
    say(
      'Caracal: expected to be the only one on this data folder, but it runs already. Use its window, or --data=FOLDER.',
    );
    app.exit(secondInstance);
    return null;
  }
  quietChromium(app.commandLine);
  declareScheme(parts.protocol);
  app.enableSandbox();
  guardApp(app);
  return flags.value;
}
