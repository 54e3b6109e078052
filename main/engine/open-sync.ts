import { stat } from 'node:fs/promises';
import { isSoundCard } from '../../preload/contract/model-card.ts';
import type { SyncStatus } from '../../preload/contract/sync-status.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import { classesToSay } from '../domain/sampling/label-rules.ts';
import type { SampleFiles } from '../learning/sample-files.ts';
import type { Store } from '../store/store.ts';
import { SyncDesk, type SyncPace, syncIsOff, usualPace } from '../sync/sync-desk.ts';
import type { SyncShelf } from '../sync/sync-shelf.ts';
import type { Clock } from './clock.ts';
import { LiveValue } from './doors/live-value.ts';
import type { HealthBoard } from './health-board.ts';
import type { ModelShelf } from './model-shelf.ts';
import type { SettingsDesk } from './settings.ts';
import { SealedSyncConfig } from './sync-config.ts';

export interface OpenSyncOptions {
  readonly store: Store;
  readonly sampleFiles: SampleFiles;
  readonly models: Pick<ModelShelf, 'find'>;
  readonly settings: SettingsDesk;
  readonly dataFolder: string;
  readonly health: HealthBoard;
  readonly clock: Clock;
  readonly pace?: SyncPace | undefined;
  readonly warn: (failure: Failure) => void;
}

export interface SyncService {
  readonly desk: SyncDesk;
  readonly live: LiveValue<SyncStatus>;
  start(): Promise<Outcome<null>>;
}

export const syncShelfOf = (store: Store): SyncShelf => ({
  ledger: () => store.call('sync.ledger', null),
  note: (change) => store.call('sync.note', change),
  begin: (start) => store.call('sync.begin', start, { deadlineMs: 60_000 }),
  outgoing: (reach) => store.call('sync.outgoing', reach),
  settle: (settled) => store.call('sync.settle', settled),
  takeChanges: (changes) => store.call('sync.takeChanges', changes),
  retry: (at) => store.call('sync.retry', at),
  count: () => store.call('sync.count', null),
});

/** Hands store, samples, settings and clock over to sync; it is started by whoever runs a station. */
export function openSync(options: OpenSyncOptions): SyncService {
  const { store, sampleFiles, models, settings, dataFolder, health, clock, pace = usualPace, warn } = options;
  const config = new SealedSyncConfig(settings, dataFolder);
  const live = new LiveValue<SyncStatus>(syncIsOff);
  const desk = new SyncDesk({
    shelf: syncShelfOf(store),
    samples: {
      bytesOf: (sha256) =>
        stat(sampleFiles.pathOf(sha256)).then(
          ({ size }) => size,
          () => undefined,
        ),
      read: (sha256) => sampleFiles.read(sha256),
      // Where nobody can tell, it stays.
      mayLeave: async (sha256) => {
        const may = await store.call('people.mayLeave', { sha256 });
        return may.ok && may.value;
      },
      classesOf: async (name) => {
        const found = await models.find(name);
        if (!found.ok) return [];
        const { card } = found.value;
        return classesToSay(card, isSoundCard(card) ? 'sound' : 'picture');
      },
    },
    config,
    clock,
    random: Math.random,
    pace,
    tell: (status) => {
      live.set(status);
      if (status.state !== 'off') health.say('sync', status.note === '' ? 'ready' : 'degraded', status.note);
    },
  });
  return {
    desk,
    live,
    start: async () => {
      const sealed = await config.sealStored();
      // The key works as it is: without room for its secret the station goes on, and tries again at its next start.
      if (!sealed.ok) warn(sealed.failure);
      return desk.start();
    },
  };
}
