import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the addon exports; its arguments are trusted, so only the checked functions beside this file may call it. */
export interface Addon {
  letterbox(
    slots: Float64Array,
    plane0: Uint8Array,
    plane1: Uint8Array,
    plane2: Uint8Array,
    into: Float32Array,
  ): undefined;
  decodeYolo(
    output: Float32Array,
    labels: number,
    anchors: number,
    scoreThreshold: number,
    overlapThreshold: number,
    maxDetections: number,
  ): Float32Array;
  /** -1 where there is none. */
  strayAnchor(
    output: Float32Array,
    labels: number,
    anchors: number,
    scoreThreshold: number,
    width: number,
    height: number,
    reach: number,
    slack: number,
  ): number;
  allFinite(numbers: Float32Array): boolean;
  nearestRows(
    rows: Float32Array,
    queries: Float32Array,
    dimensions: number,
    most: number,
    rowsFound: Int32Array,
    distances: Float32Array,
  ): undefined;
  takeTurns(milliseconds: number): boolean;
}

export interface NativeStatus {
  readonly native: boolean;
  /** One sentence for a person: which file runs, or why none does and what to do. */
  readonly note: string;
}

export interface Loaded {
  readonly addon: Addon | null;
  readonly status: NativeStatus;
}

const revision = 4;

/** The build folder beside this tree or beside the bundle that holds it, and the folder of a packaged application. */
export function addonPlaces(from: string, resources: string | undefined, named: string | undefined): readonly string[] {
  if (named !== undefined && named !== '') return [named];
  const places = resources === undefined ? [] : [join(resources, 'native', 'caracal.node')];
  for (let folder = from, level = 0; level < 4; level += 1, folder = dirname(folder)) {
    places.push(join(folder, 'native', 'build', 'Release', 'caracal.node'));
    if (folder === dirname(folder)) break;
  }
  return places;
}

const verbs = [
  'letterbox',
  'decodeYolo',
  'strayAnchor',
  'allFinite',
  'nearestRows',
  'takeTurns',
] as const satisfies readonly (keyof Addon)[];

const isAddon = (value: unknown): value is Addon =>
  typeof value === 'object' &&
  value !== null &&
  verbs.every((verb) => typeof Object.getOwnPropertyDescriptor(value, verb)?.value === 'function');

/** Tries each place in turn and tells of each why it did not serve; without an addon the TypeScript twins do the work. */
export function loadAddon(places: readonly string[], open: (path: string) => unknown): Loaded {
  const tried: string[] = [];
  for (const path of places) {
    const found = existsSync(path) ? attempt(path, open) : { reason: 'no such file' };
    if ('addon' in found) return { addon: found.addon, status: { native: true, note: `Native pixels from ${path}.` } };
    tried.push(`${path} (${found.reason})`);
  }
  const note = `Pixels are worked in TypeScript, several times slower: the native addon was not loaded. Tried ${tried.join(', ')}. Start with \`npm start\`, which builds it or says what it lacks.`;
  return { addon: null, status: { native: false, note } };
}

function attempt(path: string, open: (path: string) => unknown): { addon: Addon } | { reason: string } {
  let opened: unknown;
  try {
    opened = open(path);
  } catch (cause) {
    return { reason: `built for another system: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  if (!isAddon(opened) || !('revision' in opened) || opened.revision !== revision) {
    return { reason: `a stale build: expected revision ${revision}` };
  }
  return { addon: opened };
}

let loaded: Loaded | undefined;

/** The addon of this process, looked for once. `CARACAL_NATIVE` names the one file to try; `off` keeps to TypeScript. */
export function nativeAddon(): Loaded {
  loaded ??= find();
  return loaded;
}

function find(): Loaded {
  const named = process.env.CARACAL_NATIVE;
  if (named === 'off') {
    return {
      addon: null,
      status: { native: false, note: 'Pixels are worked in TypeScript, as CARACAL_NATIVE=off asks.' },
    };
  }
  const resources = 'resourcesPath' in process ? String(process.resourcesPath) : undefined;
  return loadAddon(addonPlaces(dirname(import.meta.dirname), resources, named), createRequire(import.meta.url));
}
