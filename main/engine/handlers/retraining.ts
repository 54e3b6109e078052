import type { z } from 'zod';
import type { retrainingEvent } from '../../../preload/contract/cloud.ts';
import { whatIsMissing } from '../../domain/drift/missing.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

type Event = z.infer<typeof retrainingEvent>;
interface StoredEvent extends Omit<Event, 'recommended'> {
  readonly conditions: unknown;
}

const isRecommended = (conditions: unknown): boolean =>
  typeof conditions === 'object' &&
  conditions !== null &&
  'recommended' in conditions &&
  conditions.recommended === true;

const eventOf = ({ id, modelName, state, createdAt, conditions }: StoredEvent): Event => ({
  id,
  modelName,
  state,
  createdAt,
  recommended: isRecommended(conditions),
});

/** The seed's paths about retraining and about what was seen, as the endpoint has them. */
export const retrainingHandlers = ({ monitor, store, clock, about }: Services) => ({
  conditions: procedures.monitor.conditions.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    const checklist = valueOr(await monitor.retraining.checklist(stream));
    const standing = stream && valueOr(await store.call('retraining.standing', { modelName: stream.model.name }));
    return { ...checklist, stream, event: standing && eventOf(standing) };
  }),
  retrainings: procedures.monitor.retrainings.handler(async () =>
    valueOr(await store.call('retraining.list', { limit: 200 })).map(eventOf),
  ),
  retrain: procedures.monitor.retrain.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    const checklist = valueOr(await monitor.retraining.checklist(stream));
    const event = valueOr(
      await store.call('retraining.add', {
        modelName: stream?.model.name ?? input.model ?? '',
        trigger: input.reason === '' ? 'asked for' : input.reason,
        conditions: checklist,
        state: 'waiting',
        createdAt: clock.wallMs(),
      }),
    );
    monitor.alerts.close(`retraining ${event.modelName}`);
    return { event: eventOf(event), checklist, missing: whatIsMissing(checklist, 'station') };
  }),
  modelStatus: procedures.monitor.modelStatus.handler(async () => {
    const streams = valueOr(await store.call('streams.list', null));
    const byModel = Map.groupBy(streams, ({ model }) => `${model.name} ${model.version}`);
    const rows = [...byModel.values()].map(async (ofModel) => {
      const [latest] = ofModel;
      if (latest === undefined) return [];
      const row = {
        ...latest.model,
        predictions: ofModel.reduce((sum, { predictions }) => sum + predictions, 0),
        stations: 1,
        firstAt: Math.min(...ofModel.map(({ firstAt }) => firstAt)),
        lastAt: latest.lastAt,
        lastRetrainAt: valueOr(await store.call('retraining.last', { modelName: latest.model.name })),
      };
      return [row];
    });
    return (await Promise.all(rows)).flat();
  }),
  logs: procedures.monitor.logs.handler(async ({ input }) => {
    const page = valueOr(await store.call('predictions.page', input));
    const rows = page.rows.map((row) => ({
      ...row,
      stationId: about.id,
      localId: row.id,
      receivedAt: row.capturedAt,
    }));
    return { rows, next: rows.length === input.limit ? page.oldest : null };
  }),
});
