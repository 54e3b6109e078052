import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../preload/contract/sources.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { engineStop } from './deadlines.ts';
import type { Log } from './log.ts';

export interface StationStoreOptions {
  readonly dataFolder: string;
  readonly threadFile: URL;
  readonly clock: Clock;
  readonly log: Log;
  readonly name?: string | undefined;
  readonly mostStoreBytes?: number | undefined;
  /** The store's thread ended unasked: the process must start anew. */
  readonly broken: (error: Error) => void;
}

export interface StationStore {
  readonly store: Store;
  readonly stationId: string;
  /** The highest id that an inspection or a prediction of one has used. */
  readonly lastInspectionId: number;
}

/** Opens the file and sees to it that the station and its built-in source are in it. */
export async function openStationStore(options: StationStoreOptions): Promise<Outcome<StationStore>> {
  const { dataFolder, threadFile, log, broken, mostStoreBytes } = options;
  const opened = await openStore({
    file: join(dataFolder, 'station.db'),
    threadFile,
    // A little less than its share: what could not be stored is still said in the log.
    closeDeadlineMs: engineStop.store - 500,
    ...(mostStoreBytes === undefined ? {} : { maxBytes: mostStoreBytes }),
    onSlow: ({ verb, durationMs }) =>
      log.warn({ part: 'store', verb, durationMs: Math.round(durationMs) }, 'slow query'),
    onBug: ({ verb, stack }) => log.error({ part: 'store', verb, stack }, 'a bug in the store'),
    onExit: (exitCode) => broken(new Error(`The store's thread ended unasked with code ${exitCode}`)),
  });
  if (!opened.ok) return opened;
  const prepared = await prepare(opened.value, options);
  if (!prepared.ok) await opened.value.close();
  return prepared;
}

async function prepare(store: Store, { clock, name }: StationStoreOptions): Promise<Outcome<StationStore>> {
  const fresh = { id: randomUUID(), name: name ?? hostname().slice(0, 60), createdAt: clock.wallMs() };
  const station = await store.call('stations.ensure', fresh);
  if (!station.ok) return station;
  const demo = await store.call('sources.add', { ...demoLine, addedAt: clock.wallMs() });
  if (!demo.ok && demo.failure.code !== 'already_exists') return demo;
  const inspections = await store.call('inspections.list', { limit: 1 });
  if (!inspections.ok) return inspections;
  // After a crash predictions may name an inspection that was never closed: its id must not be used again.
  const predictions = await store.call('predictions.page', { limit: 500 });
  if (!predictions.ok) return predictions;
  const used = predictions.value.rows.map((row) => row.inspectionId ?? 0);
  const lastInspectionId = Math.max(0, inspections.value.rows[0]?.id ?? 0, ...used);
  return succeed({ store, stationId: station.value.id, lastInspectionId });
}

const demoLine: Omit<Source, 'addedAt'> = {
  id: 'demo-line',
  name: 'Demo line',
  settings: { kind: 'demo', seed: 1, fps: 15, defectsPerBoard: 0.5, lightingDrift: 0, blurDrift: 0 },
  builtIn: true,
};

/** Finds a source by its id in the store. */
export async function findSource(store: Store, id: string): Promise<Outcome<Source>> {
  const sources = await store.call('sources.list', null);
  if (!sources.ok) return sources;
  const source = sources.value.find((candidate) => candidate.id === id);
  if (source !== undefined) return succeed(source);
  return fail('not_found', {
    thing: 'Source',
    expected: 'the id of a known source',
    received: id,
    remedy: 'List the sources and use one of their ids.',
  });
}
