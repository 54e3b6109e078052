import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { admins, capability, everyone, mayChange, mayRead, roles, staff } from './capability.ts';
import { wallTime } from './values.ts';

export const partStates = ['starting', 'ready', 'degraded', 'down', 'stopped'] as const;
export const partHealth = z.object({
  part: z.string(),
  state: z.enum(partStates),
  /** One sentence for a person: what is wrong and what is done about it; empty when all is well. */
  note: z.string(),
  restarts: z.number().int(),
  since: wallTime,
});
export type PartHealth = z.infer<typeof partHealth>;

export const stationHealth = z.object({ state: z.enum(partStates), parts: z.array(partHealth) });
export type StationHealth = z.infer<typeof stationHealth>;

export const stationInfo = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  host: z.enum(['electron', 'browser', 'cli']),
  startedAt: wallTime,
  dataFolder: z.string(),
  /** The role of the caller, so that a page offers only what may be done. */
  role: z.enum(roles),
  rows: z.object({ predictions: z.number().int(), inspections: z.number().int(), outbox: z.number().int() }),
  disk: z.object({ freeBytes: z.number(), usedBytes: z.number() }),
});
export type StationInfo = z.infer<typeof stationInfo>;

export const outboundConnection = z.object({ purpose: z.string(), address: z.string(), configuredBy: z.string() });
export type OutboundConnection = z.infer<typeof outboundConnection>;

export const station = {
  get: capability
    .route({ method: 'GET', path: '/api/station', summary: 'What this station is and holds' })
    .meta(mayRead(everyone))
    .output(stationInfo),
  health: capability
    .route({ method: 'GET', path: '/api/health', summary: 'Health of the station and of each of its parts' })
    .meta(mayRead(everyone))
    .output(stationHealth),
  watch: capability
    .route({ method: 'GET', path: '/api/health/watch', summary: 'Health as it changes' })
    .meta(mayRead(everyone))
    .output(eventIterator(stationHealth)),
  connections: capability
    .route({ method: 'GET', path: '/api/connections', summary: 'Every address this station may contact' })
    .meta(mayRead(staff))
    .output(z.array(outboundConnection)),
  rename: capability
    .route({ method: 'PUT', path: '/api/station/name', summary: 'Give the station another name' })
    .meta(mayChange(admins))
    .input(z.object({ name: z.string().trim().min(1).max(60) }))
    .output(z.object({ name: z.string() })),
};
