import { procedures } from '../../main/engine/doors/procedures.ts';
import type { RetrainingChecklist } from '../../preload/contract/drift.ts';
import type { DriftReference, StationMetrics } from '../../preload/contract/monitor.ts';
import { fixtureMetricPoints, metricsOfSound } from './fixture-metrics.ts';
import { fixtureModel, fixturePrediction } from './fixture-predictions.ts';
import { fixtureDrift, fixturePastWindows, fixtureWindow } from './fixture-windows.ts';

const startedAt = 1_767_600_000_000;
const hourMs = 3_600_000;
const stream = { sourceId: 'demo', model: fixtureModel };
const heard = { sourceId: 'desk', model: { name: 'silero-vad', version: '6.2.0' } };
const chosen = (sourceId: string | undefined) => (sourceId === heard.sourceId ? heard : stream);

const checklist: RetrainingChecklist = {
  recommended: false,
  conditions: [
    { name: 'significant-drift', current: 0.0004, wanted: 0.05, comparison: 'below', met: true },
    { name: 'drift-share', current: 0.25, wanted: 0.3, comparison: 'above', met: false },
    { name: 'reviewed-labels', current: 31, wanted: 50, comparison: 'at-least', met: false },
  ],
};

/** A day of the line with light that drifts from noon on, for work on the Monitor seat. */
export function fixtureMonitor() {
  let reference: DriftReference = { stream, origin: 'first-window', window: fixtureWindow(0), setAt: startedAt };
  const event = {
    id: 1,
    modelName: fixtureModel.name,
    state: 'requested',
    recommended: false,
    createdAt: startedAt + 20 * hourMs,
  };
  return {
    streams: procedures.monitor.streams.handler(() => [
      {
        ...stream,
        medium: 'picture' as const,
        predictions: 1_296_000,
        firstAt: startedAt,
        lastAt: startedAt + 24 * hourMs,
        hasReference: true,
      },
      {
        ...heard,
        medium: 'sound' as const,
        predictions: 2_880,
        firstAt: startedAt,
        lastAt: startedAt + 23 * hourMs,
        hasReference: false,
      },
    ]),
    metrics: procedures.monitor.metrics.handler(({ input }): StationMetrics => {
      const until = input.until ?? startedAt + 24 * hourMs;
      const since = input.since ?? until - input.windowMs;
      const bucketMs = Math.max(60_000, Math.ceil((until - since) / input.points / 60_000) * 60_000);
      const points = fixtureMetricPoints(since, until, bucketMs);
      const predictions = points.reduce((sum, point) => sum + point.predictions, 0);
      const share = (part: number): number => Math.round(predictions * part);
      if (input.sourceId === heard.sourceId) return metricsOfSound(since, until, bucketMs);
      const verdicts = { pass: share(0.86), fail: share(0.1), unsure: share(0.04) };
      return {
        windowMs: until - since,
        medium: 'picture',
        since,
        until,
        predictions,
        framesPerSecond: 15,
        defectRate: 0.12,
        unsure: verdicts.unsure,
        verdicts,
        parts: { pass: share(0.07), fail: share(0.01), unsure: share(0.003) },
        confidence: Array.from({ length: 20 }, (_, bin) => share(0.004 + 0.09 * Math.exp(-((bin - 15) ** 2) / 9))),
        inferMs: { p50: 21.4, p95: 33.9 },
        queue: { waiting: 60, reviewed: 31, skipped: 4 },
        labels: 31,
        bucketMs,
        points,
      };
    }),
    drift: procedures.monitor.drift.handler(() => ({
      ...fixtureDrift(23, reference.window),
      stream,
      state: 'compared' as const,
      comparedWith: reference.origin,
      complete: false,
    })),
    history: procedures.monitor.history.handler(({ input }) => ({
      stream: chosen(input.sourceId),
      rows: input.sourceId === heard.sourceId ? [] : fixturePastWindows(input.windows),
    })),
    reference: procedures.monitor.reference.handler(() => reference),
    setReference: procedures.monitor.setReference.handler(({ input }) => {
      const range = input.from.kind === 'range' ? { startAt: input.from.since, endAt: input.from.until } : {};
      const origin = input.from.kind === 'range' ? ('chosen' as const) : ('training-set' as const);
      reference = { stream, origin, window: { ...reference.window, ...range }, setAt: startedAt + 24 * hourMs };
      return reference;
    }),
    conditions: procedures.monitor.conditions.handler(() => ({ ...checklist, stream, event: null })),
    retrainings: procedures.monitor.retrainings.handler(() => [event]),
    retrain: procedures.monitor.retrain.handler(() => ({
      event,
      checklist,
      missing: ['31 labels were reviewed, 50 are wanted.'],
    })),
    modelStatus: procedures.monitor.modelStatus.handler(() => [
      {
        ...fixtureModel,
        predictions: 1_296_000,
        stations: 1,
        firstAt: startedAt,
        lastAt: startedAt + 24 * hourMs,
        lastRetrainAt: null,
      },
    ]),
    logs: procedures.monitor.logs.handler(({ input }) => {
      const newest = (input.before ?? 1_001) - 1;
      const ids = Array.from({ length: Math.min(input.limit, newest) }, (_, index) => newest - index);
      const rows = ids
        .map(fixturePrediction)
        .filter(({ verdict }) => (verdict ?? 'none') === (input.verdict ?? verdict));
      return {
        rows: rows.map((row) => ({ ...row, stationId: 'b7c1d2e3', localId: row.id, receivedAt: row.capturedAt })),
        next: (ids.at(-1) ?? 1) > 1 ? (ids.at(-1) ?? null) : null,
      };
    }),
  };
}
