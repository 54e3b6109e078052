import { join } from 'node:path';
import { chooseDataFolder } from '../engine/data-folder.ts';
import type { ListenFlags } from '../engine/doors/http/listen-flags.ts';
import { readFlags, shellHelp } from './launch-flags.ts';
import { guardApp } from './navigation-guards.ts';
import { declareScheme } from './page-files.ts';
import type { ShellParts } from './shell-parts.ts';
import { beTheOnlyOne, type FrontWindow } from './single-instance.ts';
import { quietChromium } from './switches.ts';

const badFlags = 2;
const secondInstance = 3;
const badFolder = 4;

export interface Launch {
  readonly kiosk: boolean;
  readonly dataFolder: string;
  readonly name: string | undefined;
  readonly listening: ListenFlags;
}

/** What Electron takes only before it is ready. Null when this process has no business here and is leaving already. */
export function beforeReady(parts: ShellParts, front: () => FrontWindow | null): Launch | null {
  const { app, say } = parts;
  const flags = readFlags(parts.args);
  if (!flags.ok) {
    say(flags.failure.message);
    app.exit(badFlags);
    return null;
  }
  const { ask, data, kiosk, name, listen, port, portIsWanted } = flags.value;
  if (ask !== 'run') {
    parts.print(ask === 'help' ? shellHelp : app.getVersion());
    app.exit(0);
    return null;
  }
  const { env, platform, home } = parts;
  const dataFolder = chooseDataFolder({ flag: data, env, platform, home });
  // The lock on a second instance follows this folder, so that two stations with data of their own can run side by side.
  const shellFolder = parts.makeFolder(join(dataFolder, 'shell'));
  if (!shellFolder.ok) {
    say(shellFolder.failure.message);
    parts.dialog.showErrorBox('Caracal cannot start', shellFolder.failure.message);
    app.exit(badFolder);
    return null;
  }
  app.setPath('userData', shellFolder.value);
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
  return { kiosk, dataFolder, name, listening: { listen, port, portIsWanted } };
}
