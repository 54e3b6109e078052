import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const alertHandlers = ({ monitor, store }: Services) => ({
  list: procedures.alerts.list.handler(async ({ input }) => valueOr(await store.call('alerts.list', input))),
  standing: procedures.alerts.standing.handler(() => monitor.alerts.live.get()),
  watch: procedures.alerts.watch.handler(({ signal }) => monitor.alerts.live.watch(signal)),
  acknowledge: procedures.alerts.acknowledge.handler(async ({ input, context }) =>
    valueOr(await monitor.alerts.acknowledge(input.id, context.caller.role)),
  ),
});
