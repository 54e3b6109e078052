import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noMetrics } from '../../../../main/domain/metrics/metric-data.ts';
import { metricsOf, questionFor, withOpenMinute } from '../../../../main/engine/monitor/read-metrics.ts';

const stream = { sourceId: 'demo', model: { name: 'm', version: '1' } };
const minuteMs = 60_000;
const data = { ...noMetrics, predictions: 7 };

describe('a range of metrics', () => {
  it('takes at most so many points, however long it is and wherever it begins, and covers all of it', () => {
    const range = fc.record({
      since: fc.integer({ min: 0, max: 1e12 }),
      lengthMs: fc.integer({ min: minuteMs, max: 92 * 86_400_000 }),
      points: fc.integer({ min: 2, max: 300 }),
    });
    fc.assert(
      fc.property(range, ({ since, lengthMs, points }) => {
        const until = since + lengthMs;
        const question = questionFor(stream, { since, until, points });
        const told = metricsOf([], question);
        expect(told.points.length).toBeLessThanOrEqual(points);
        expect(question.bucketMs % question.spanMs).toBe(0);
        expect(told.points[0]?.startAt).toBeLessThanOrEqual(since);
        expect((told.points.at(-1)?.startAt ?? 0) + question.bucketMs).toBeGreaterThanOrEqual(until);
      }),
    );
  });

  it('counts the minute that is not stored yet, in the bucket that it belongs to', () => {
    const question = questionFor(stream, { since: 0, until: 60 * minuteMs, points: 31 });
    expect(question).toMatchObject({ spanMs: minuteMs, bucketMs: 2 * minuteMs });
    const stored = [{ startAt: 4 * minuteMs, data, queueSize: 3, labelled: 1 }];
    const all = withOpenMinute(stored, { startAt: 5 * minuteMs, data }, question);
    const told = metricsOf(all, question);
    expect(told.predictions).toBe(14);
    expect(told.points[2]).toMatchObject({ predictions: 14, queueSize: 3, labelled: 1 });
    expect(told.points[3]).toMatchObject({ predictions: 0, framesPerSecond: null, queueSize: null });
    expect(metricsOf(withOpenMinute([], { startAt: 99 * minuteMs, data }, question), question).predictions).toBe(0);
  });
});
