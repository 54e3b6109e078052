import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { cloudMetrics, inspectionLog, monitoring } from '../../../preload/contract/cloud.ts';
import { driftReport, retrainingChecklist } from '../../../preload/contract/drift.ts';
import { type OpenDoors, openDoors } from '../../support/open-doors.ts';

let doors: OpenDoors;
let cookie = '';
beforeAll(async () => {
  doors = await openDoors();
  cookie = await doors.signIn('operator');
});
afterAll(() => doors.close());

const modelStatus = monitoring.modelStatus['~orpc'].outputSchema as z.ZodType;

const paths: readonly (readonly [path: string, schema: z.ZodType])[] = [
  ['/api/metrics?windowMs=3600000', cloudMetrics.omit({ stations: true })],
  ['/api/metrics/drift', driftReport],
  ['/api/retraining/conditions', retrainingChecklist],
  ['/api/model-status', modelStatus],
];

describe('what station and endpoint serve on the same paths', () => {
  it.each(paths)('%s answers a reader of the endpoint', async (path, schema) => {
    const response = await fetch(`${doors.server.address}${path}`, { headers: { cookie } });
    expect(response.status).toBe(200);
    expect(schema.safeParse(await response.json()).error).toBeUndefined();
  });

  it('/api/inspection-logs answers the same rows, a page at a time', async () => {
    const response = await fetch(`${doors.server.address}/api/inspection-logs?limit=3`, { headers: { cookie } });
    const { rows } = (await response.json()) as { readonly rows: readonly unknown[] };
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => inspectionLog.safeParse(row).error)).toEqual([undefined, undefined, undefined]);
  });

  it('an alert is acknowledged over REST by whoever the door says it is, once', async () => {
    const acknowledge = () =>
      fetch(`${doors.server.address}/api/alerts/3/acknowledge`, {
        method: 'POST',
        headers: { cookie, origin: doors.server.address, 'content-type': 'application/json' },
        body: '{}',
      });
    expect(await (await acknowledge()).json()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'operator' });
    expect((await acknowledge()).status).toBe(409);
    expect(doors.station.acts.filter(({ act }) => act === 'alerts.acknowledge')).toHaveLength(2);
  });
});
