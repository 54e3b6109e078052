import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, mayChange, mayRead, roles, staff } from './capability.ts';
import { failures } from './failures.ts';
import { sourceId, wallTime } from './values.ts';

export const alertKinds = [
  'drift',
  'level-moved',
  'retraining',
  'source-stalled',
  'line-failed',
  'part-down',
  'disk-low',
  'store-behind',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertStates = ['open', 'acknowledged', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];

/** Something that a person should see. One cause has one alert that is not closed, however often it is noticed. */
export const alert = z.object({
  id: z.number().int(),
  kind: z.enum(alertKinds),
  severity: z.enum(['notice', 'warning', 'critical']),
  /** What brought it about, the same text for the same thing: "drift demo-line pcb-defects 1.0.0". */
  cause: z.string(),
  sourceId: sourceId.nullable(),
  /** One sentence for a person. */
  note: z.string(),
  state: z.enum(alertStates),
  openedAt: wallTime,
  /** When it was noticed last, and how often. */
  lastAt: wallTime,
  times: z.number().int(),
  acknowledgedAt: wallTime.nullable(),
  acknowledgedBy: z.enum(roles).nullable(),
  /** When its cause was gone. */
  closedAt: wallTime.nullable(),
});
export type Alert = z.infer<typeof alert>;

/** Those that are not closed, newest first, a hundred at most. */
export const standingAlerts = z.object({ open: z.number().int(), rows: z.array(alert) });
export type StandingAlerts = z.infer<typeof standingAlerts>;

export const alerts = {
  list: capability
    .route({ method: 'GET', path: '/api/alerts', summary: 'Alerts, newest first, those that are closed included' })
    .meta(mayRead(staff))
    .input(
      z.object({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(alert), next: z.number().int().nullable() })),
  standing: capability
    .route({ method: 'GET', path: '/api/alerts/standing', summary: 'Alerts whose cause is still there' })
    .meta(mayRead(staff))
    .output(standingAlerts),
  watch: capability
    .route({ method: 'GET', path: '/api/alerts/watch', summary: 'Alerts whose cause is still there, as they change' })
    .meta(mayRead(staff))
    .output(eventIterator(standingAlerts)),
  acknowledge: capability
    .route({ method: 'POST', path: '/api/alerts/{id}/acknowledge', summary: 'Say that somebody looks after an alert' })
    .meta(mayChange(staff))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: z.coerce.number().int() }))
    .output(alert),
};
