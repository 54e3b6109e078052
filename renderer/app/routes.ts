import { useSyncExternalStore } from 'react';
import type { Role } from '../../preload/contract/capability.ts';
import { contract } from '../../preload/contract/contract.ts';
import type { IconName } from '../icons/paths.ts';
import { mayCall } from './may.ts';

/** `outputs`, `sync`, `teach` and `wall` have no place on the rail: they are reached from the status line, Inspect, Models, Settings and the palette. */
export const seats = [
  'inspect',
  'wall',
  'batch',
  'recipes',
  'listen',
  'label',
  'history',
  'monitor',
  'models',
  'teach',
  'outputs',
  'sync',
  'settings',
  'system',
] as const;
export type Seat = (typeof seats)[number];
export const isOnRail = (seat: Seat): boolean =>
  seat !== 'outputs' && seat !== 'sync' && seat !== 'teach' && seat !== 'wall';

/** A page is offered to whoever may make the call that it lives on: the contract decides, not a second list. */
const seatCalls = {
  inspect: contract.inspections.watch,
  wall: contract.inspections.watchLines,
  batch: contract.batch.watch,
  recipes: contract.recipes.list,
  listen: contract.listen.watch,
  label: contract.labels.queue,
  history: contract.predictions.page,
  monitor: contract.monitor.metrics,
  models: contract.models.list,
  teach: contract.teach.watch,
  outputs: contract.outputs.list,
  sync: contract.sync.status,
  settings: contract.station.connections,
  system: contract.station.watch,
} as const;

export const mayUse = (seat: Seat, role: Role): boolean => mayCall(seatCalls[seat], role);

export const seatIcons: Record<Seat, IconName> = {
  inspect: 'inspect',
  wall: 'wall',
  batch: 'batch',
  recipes: 'recipe',
  listen: 'listen',
  label: 'label',
  history: 'history',
  monitor: 'monitor',
  models: 'models',
  teach: 'camera',
  outputs: 'signal',
  sync: 'out',
  settings: 'settings',
  system: 'system',
};

export interface Route {
  readonly seat: Seat | null;
  readonly query: URLSearchParams;
}

/** The part behind the hash works under every host, the desktop app's own protocol included. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const seat = path === '' ? 'inspect' : seats.find((known) => known === path);
  return { seat: seat ?? null, query: new URLSearchParams(query) };
}

export const seatHref = (seat: Seat, query: Record<string, string> = {}): string => {
  const tail = new URLSearchParams(query).toString();
  return tail === '' ? `#/${seat}` : `#/${seat}?${tail}`;
};

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash);
