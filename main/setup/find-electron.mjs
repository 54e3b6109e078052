import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { house } from './places.mjs';

const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Why Electron would not open a window here; its own words for it are a crash. */
export function electronObstacle(/** @type {readonly string[]} */ flags) {
  if (process.platform !== 'linux') return undefined;
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env;
  const needsScreen = !flags.some((flag) => flag.startsWith('--ozone-platform'));
  if (needsScreen && DISPLAY === '' && WAYLAND_DISPLAY === '')
    return 'There is no screen for Electron (DISPLAY is empty)';
  const isRoot = process.getuid?.() === 0;
  return isRoot && !flags.includes('--no-sandbox')
    ? 'Electron does not run as root with its sandbox (`npm start -- --no-sandbox` gives it up)'
    : undefined;
}

/**
 * Electron's binary, or why there is none. It is fetched by hand, once: no step of the set-up downloads it.
 * @returns {{ file: string } | { reason: string }}
 */
export function findElectron() {
  const name = process.platform === 'darwin' || process.platform === 'win32' ? program[process.platform] : 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const named = path.join(house, 'node_modules/electron/path.txt');
  const file =
    override === undefined
      ? path.join(house, 'node_modules/electron/dist', existsSync(named) ? readFileSync(named, 'utf8').trim() : name)
      : path.join(override, name);
  if (existsSync(file)) return { file };
  return {
    reason:
      "Electron's binary is not installed (`node node_modules/electron/install.js` fetches it where there is a network)",
  };
}
