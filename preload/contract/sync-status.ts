import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { admins, capability, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { stationKeyText } from './sync-signature.ts';
import { wallTime } from './values.ts';

const count = z.number().int().min(0);

/** Where the station sends to. The secret of its key never comes back out. */
export const syncTarget = z.object({
  on: z.boolean(),
  address: z.string().nullable(),
  station: z.string().nullable(),
  key: z.string().nullable(),
  allowInsecure: z.boolean(),
});
export type SyncTarget = z.infer<typeof syncTarget>;

/** `paused` waits for its next try after a failure; `stopped` waits for a person to configure it anew. */
export const syncStates = ['off', 'idle', 'sending', 'paused', 'stopped'] as const;

export const outgoingKinds = ['prediction', 'sample', 'label', 'picture'] as const;
export type OutgoingKind = (typeof outgoingKinds)[number];

/** Something set aside: the rest goes on without it. */
export const syncFailure = z.object({
  id: z.number().int(),
  kind: z.enum(outgoingKinds),
  code: z.string(),
  reason: z.string(),
  since: wallTime,
});
export type SyncFailure = z.infer<typeof syncFailure>;

export const contacted = z.object({ address: z.string(), firstAt: wallTime, lastAt: wallTime, requests: count });
export type Contacted = z.infer<typeof contacted>;

export const syncStatus = z.object({
  state: z.enum(syncStates),
  /** One sentence where something keeps it from sending; else empty. */
  note: z.string(),
  address: z.string().nullable(),
  /** A picture waits from when the endpoint has asked for it until it is known to be there. */
  waiting: z.object({ predictions: count, samples: count, labels: count, pictures: count }),
  sent: z.object({ predictions: count, samples: count, labels: count, pictures: count }),
  /** Labels that were made at the endpoint and are here now. */
  received: z.object({
    labels: count,
    /** Fitted no sample of this station: the rest went on without them. */
    leftOut: count,
  }),
  failed: count,
  /** The newest of them. */
  failures: z.array(syncFailure),
  lastContactAt: wallTime.nullable(),
  nextTryAt: wallTime.nullable(),
  contacted: z.array(contacted),
});
export type SyncStatus = z.infer<typeof syncStatus>;

export const sync = {
  get: capability
    .route({ method: 'GET', path: '/api/sync', summary: 'Which endpoint the station syncs to, if any' })
    .meta(mayRead(staff))
    .output(syncTarget),
  /** From here on the station contacts this address by itself, until it is told to forget it. */
  configure: capability
    .route({ method: 'PUT', path: '/api/sync', summary: 'Sync to an endpoint with the key that it gave out' })
    .meta(mayChange(admins))
    .errors(failures('wrong_state'))
    .input(
      z.object({
        address: z.string().trim().min(1).max(300),
        stationKey: z.string().trim().pipe(stationKeyText),
        /** Plain HTTP beyond this machine: whoever is on the way can read all that is sent. */
        allowInsecure: z.boolean().default(false),
      }),
    )
    .output(syncTarget),
  forget: capability
    .route({ method: 'DELETE', path: '/api/sync', summary: 'Stop syncing and forget address and key' })
    .meta(mayChange(admins))
    .output(syncTarget),
  status: capability
    .route({ method: 'GET', path: '/api/sync/status', summary: 'What waits, what went, and what failed and why' })
    .meta(mayRead(staff))
    .output(syncStatus),
  watch: capability
    .route({ method: 'GET', path: '/api/sync/status/watch', summary: 'The same as it changes' })
    .meta(mayRead(staff))
    .output(eventIterator(syncStatus)),
  /** Whatever was set aside is sent once more, and nothing waits for its next try. */
  retry: capability
    .route({ method: 'POST', path: '/api/sync/retry', summary: 'Try again now, set-aside items included' })
    .meta(mayChange(staff))
    .output(z.object({ items: count })),
};
