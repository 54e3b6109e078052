import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import type { SyncStatus, SyncTarget } from '../../preload/contract/sync-status.ts';

const off: SyncTarget = { on: false, address: null, station: null, key: null, allowInsecure: false };
const at = 1_767_600_000_000;
const quiet: SyncStatus = {
  state: 'off',
  note: '',
  address: null,
  waiting: { predictions: 1_204, samples: 12, labels: 3, pictures: 4 },
  sent: { predictions: 48_796, samples: 240, labels: 96, pictures: 240 },
  received: { labels: 7 },
  failed: 1,
  failures: [{ id: 9, kind: 'sample', code: 'not_found', reason: 'The file of the sample is not there.', since: at }],
  lastContactAt: null,
  nextTryAt: null,
  contacted: [],
};

/** Sync in memory: it contacts nobody. */
export function fixtureSync() {
  let target = off;
  const live = new LiveValue<SyncStatus>(quiet);
  const turn = (to: SyncTarget): SyncTarget => {
    target = to;
    live.set({ ...live.get(), state: to.on ? 'idle' : 'off', address: to.address });
    return target;
  };
  return {
    get: procedures.sync.get.handler(() => target),
    configure: procedures.sync.configure.handler(({ input: { address, stationKey, allowInsecure } }) => {
      const [, station = '', key = ''] = stationKey.split('.');
      return turn({ on: true, address, station, key, allowInsecure });
    }),
    forget: procedures.sync.forget.handler(() => turn(off)),
    status: procedures.sync.status.handler(() => live.get()),
    watch: procedures.sync.watch.handler(({ signal }) => live.watch(signal)),
    retry: procedures.sync.retry.handler(() => ({ items: live.get().failed })),
  };
}
