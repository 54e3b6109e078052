import { fail } from '../../main/domain/outcome.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { Alert, StandingAlerts } from '../../preload/contract/alerts.ts';

const startedAt = 1_767_600_000_000;
const minuteMs = 60_000;

const base = { times: 1, acknowledgedAt: null, acknowledgedBy: null, closedAt: null } as const;
const first: readonly Alert[] = [
  {
    ...base,
    id: 3,
    kind: 'drift',
    severity: 'warning',
    cause: 'drift demo pcb-defects 1.0.0',
    sourceId: 'demo',
    note: 'Brightness and contrast of demo have drifted from the reference; look after its light.',
    state: 'open',
    openedAt: startedAt + 50 * minuteMs,
    lastAt: startedAt + 110 * minuteMs,
    times: 2,
  },
  {
    ...base,
    id: 2,
    kind: 'disk-low',
    severity: 'critical',
    cause: 'disk-low',
    sourceId: null,
    note: 'Only 480 MiB are free where the station writes, below its floor of 512 MiB: make room.',
    state: 'open',
    openedAt: startedAt + 20 * minuteMs,
    lastAt: startedAt + 20 * minuteMs,
  },
  {
    ...base,
    id: 1,
    kind: 'source-stalled',
    severity: 'warning',
    cause: 'source-stalled demo',
    sourceId: 'demo',
    note: 'The source demo gives no frames.',
    state: 'closed',
    openedAt: startedAt,
    lastAt: startedAt,
    closedAt: startedAt + minuteMs,
  },
];

/** Alerts in memory: one of each state, to be acknowledged. */
export function fixtureAlerts() {
  let all = first;
  const standing = (): StandingAlerts => {
    const rows = all.filter(({ state }) => state !== 'closed');
    return { open: rows.filter(({ state }) => state === 'open').length, rows };
  };
  const live = new LiveValue(standing());
  return {
    list: procedures.alerts.list.handler(({ input }) => ({
      rows: all.filter(({ id }) => id < (input.before ?? Number.POSITIVE_INFINITY)).slice(0, input.limit),
      next: null,
    })),
    standing: procedures.alerts.standing.handler(standing),
    watch: procedures.alerts.watch.handler(({ signal }) => live.watch(signal)),
    acknowledge: procedures.alerts.acknowledge.handler(({ input, context }) => {
      const found = all.find(({ id }) => id === input.id);
      const remedy = 'Reload the alerts.';
      if (found === undefined) {
        return valueOr(
          fail('not_found', { thing: 'Alert', expected: 'an open alert', received: String(input.id), remedy }),
        );
      }
      if (found.state !== 'open') {
        return valueOr(
          fail('wrong_state', { thing: 'Alert', expected: 'an open alert', received: found.state, remedy }),
        );
      }
      const by = context.caller.role;
      const changed: Alert = { ...found, state: 'acknowledged', acknowledgedAt: Date.now(), acknowledgedBy: by };
      all = all.map((each) => (each.id === changed.id ? changed : each));
      live.set(standing());
      return changed;
    }),
  };
}
