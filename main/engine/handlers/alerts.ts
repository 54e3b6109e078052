import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

const none = { open: 0, rows: [] };

export const alertHandlers = (_services: Services) => ({
  list: procedures.alerts.list.handler(() => ({ rows: [], next: null })),
  standing: procedures.alerts.standing.handler(() => none),
  watch: procedures.alerts.watch.handler(async function* () {
    yield none;
  }),
  acknowledge: procedures.alerts.acknowledge.handler(({ input }) =>
    valueOr(
      fail('not_found', {
        thing: 'Alert',
        expected: 'the id of an alert',
        received: String(input.id),
        remedy: 'List the alerts and use one of their ids.',
      }),
    ),
  ),
});
