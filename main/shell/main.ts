import { homedir } from 'node:os';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { systemClock } from '../engine/clock.ts';
import { endProcess, keepText, makeFolder, readBytes, readText } from './machine.ts';
import { runShell } from './station-shell.ts';

// The only file that imports Electron at run time: everything else takes what it needs as an argument.
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const leave = (error: unknown): void => {
  say(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  app.exit(1);
};
process.on('uncaughtException', leave);
process.on('unhandledRejection', leave);

// Not awaited: Electron becomes ready only after this module has run to its end.
void runShell({
  app,
  protocol,
  session: () => session.defaultSession,
  nativeTheme,
  screen: () => screen,
  powerSaveBlocker,
  dialog,
  setMenu: (template) => Menu.setApplicationMenu(template === null ? null : Menu.buildFromTemplate(template)),
  makeWindow: (options) => new BrowserWindow(options),
  fork: (file, args, options) => utilityProcess.fork(file, args, options),
  makeChannel: () => new MessageChannelMain(),
  kill: endProcess,
  clock: systemClock,
  random: Math.random,
  platform: process.platform,
  args: process.argv.slice(1),
  env: process.env,
  home: homedir(),
  folder: import.meta.dirname,
  readFile: readBytes,
  makeFolder,
  readText,
  keepText,
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  say,
});
