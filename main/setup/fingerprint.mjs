import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { house } from './places.mjs';

const left = new Set(['node_modules', 'build', 'out', '.cache', '__pycache__']);

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  const full = path.join(house, place);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [place];
  return readdirSync(full)
    .filter((name) => !left.has(name))
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

/** One hash over the names and contents of files and folders, and over whatever else decides the outcome. */
export function fingerprint(/** @type {readonly string[]} */ places, /** @type {readonly string[]} */ facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of places.flatMap(filesBelow)) hash.update(`${file}\0`).update(readFileSync(path.join(house, file)));
  return hash.digest('hex');
}

/** Whether the stamp beside what was made still names the same inputs. */
export function isFresh(/** @type {string} */ stamp, /** @type {string} */ print) {
  const full = path.join(house, stamp);
  return existsSync(full) && readFileSync(full, 'utf8') === print;
}

export function markFresh(/** @type {string} */ stamp, /** @type {string} */ print) {
  const full = path.join(house, stamp);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, print);
}
