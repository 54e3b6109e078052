import { expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { syncShelfOf } from '../../../main/engine/open-sync.ts';
import { SyncDesk, usualPace } from '../../../main/sync/sync-desk.ts';
import type { SyncShelf } from '../../../main/sync/sync-shelf.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { to } from './enrolled-endpoint.ts';
import { openStation } from './station-desk.ts';

/** Nobody listens there. */
const target = to('http://127.0.0.1:9', `caracal.line-1-abc.abcdef012345.${'k'.repeat(43)}`);

it('an endpoint that is forgotten while another screen still sets it is not contacted any more', async () => {
  const { store, config, desk: _, ...rest } = await openStation(temporaryFolder());
  const planned = new Set<() => void>();
  const shelf = syncShelfOf(store);
  let reached = (): void => undefined;
  let goOn = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const isFree = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  /** Setting has been written down, and waits for what it begins with. */
  const held: SyncShelf = {
    ...shelf,
    ledger: async () => {
      reached();
      await isFree;
      return shelf.ledger();
    },
  };
  const desk = new SyncDesk({
    shelf: held,
    samples: {
      bytesOf: async () => undefined,
      read: (sha256) => rest.files.read(sha256),
      mayLeave: async () => false,
      classesOf: async () => [],
    },
    config,
    clock: {
      ...systemClock,
      after: (_delayMs, act) => {
        planned.add(act);
        return () => void planned.delete(act);
      },
    },
    random: Math.random,
    pace: usualPace,
    tell: () => undefined,
  });
  const running = desk.start();
  const set = desk.configure(target);
  await isHeld;
  const forgotten = desk.forget();
  goOn();
  await running;
  expect(await set).toMatchObject({ ok: true, value: { on: true } });
  expect(await forgotten).toMatchObject({ ok: true, value: { on: false, address: null } });
  expect(planned.size).toBe(0);
  expect(await config.get()).toBeNull();
});
