import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';
import { outboundConnections } from './outbound.ts';

export const stationHandlers = ({ store, about, health, disk, models, sync, outputs }: Services) => ({
  get: procedures.station.get.handler(async ({ context }) => {
    const [station, predictions, inspections, outbox] = await Promise.all([
      store.call('stations.get', null),
      store.call('predictions.count', {}),
      store.call('inspections.count', null),
      store.call('outbox.count', null),
    ]);
    const parts = valueOr(inspections);
    return {
      ...about,
      name: valueOr(station)?.name ?? '',
      role: context.caller.role,
      rows: {
        predictions: valueOr(predictions),
        inspections: parts.pass + parts.fail + parts.unsure,
        outbox: valueOr(outbox),
      },
      disk: { ...disk() },
    };
  }),
  health: procedures.station.health.handler(() => health.live.get()),
  watch: procedures.station.watch.handler(({ signal }) => health.live.watch(signal)),
  connections: procedures.station.connections.handler(async () => {
    const { address } = await sync.desk.target();
    const synced = address === null ? [] : [{ purpose: 'sync', address, configuredBy: 'sync.configure' }];
    const sources = valueOr(await store.call('sources.list', null));
    const known = outboundConnections(sources, await models.addresses(), valueOr(await outputs.desk.list()));
    return [...synced, ...known];
  }),
  rename: procedures.station.rename.handler(async ({ input }) =>
    valueOr(await store.call('stations.rename', { id: about.id, name: input.name })),
  ),
});
