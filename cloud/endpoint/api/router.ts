import { listAudit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import type { StationKeys } from '../keys/station-keys.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { labellingHandlers } from './labelling-handlers.ts';
import { logHandlers } from './log-handlers.ts';
import { monitoringHandlers } from './monitoring-handlers.ts';
import { procedures, valueOr } from './procedures.ts';
import { retrainingHandlers } from './retraining-handlers.ts';

export interface EndpointParts {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly keys: StationKeys;
  readonly now: () => number;
  readonly startedAt: number;
}

/** A handler that is missing does not compile. */
export const createRouter = ({ database, objects, keys, now, startedAt }: EndpointParts) =>
  procedures.router({
    audit: { list: procedures.audit.list.handler(({ input }) => listAudit(database, input)) },
    fleet: {
      list: procedures.fleet.list.handler(async () => [...(await keys.list())]),
      enrol: procedures.fleet.enrol.handler(({ input }) => keys.enrol(input.name)),
      revoke: procedures.fleet.revoke.handler(async ({ input }) => valueOr(await keys.revoke(input.id, input.key))),
    },
    labelling: labellingHandlers(database, objects, now),
    logs: logHandlers(database, now),
    monitoring: monitoringHandlers(database, objects, now, startedAt),
    retraining: retrainingHandlers(database, now),
  });
export type EndpointRouter = ReturnType<typeof createRouter>;
