import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

const notYet = () =>
  valueOr(
    fail('worker_exited', {
      thing: 'The monitor',
      expected: 'to be open',
      received: 'a station without one',
      remedy: 'Use a later version.',
    }),
  );

export const monitorHandlers = (_services: Services) => ({
  streams: procedures.monitor.streams.handler(notYet),
  metrics: procedures.monitor.metrics.handler(notYet),
  drift: procedures.monitor.drift.handler(notYet),
  history: procedures.monitor.history.handler(notYet),
  reference: procedures.monitor.reference.handler(notYet),
  setReference: procedures.monitor.setReference.handler(notYet),
  conditions: procedures.monitor.conditions.handler(notYet),
  retrainings: procedures.monitor.retrainings.handler(notYet),
  retrain: procedures.monitor.retrain.handler(notYet),
  modelStatus: procedures.monitor.modelStatus.handler(notYet),
  logs: procedures.monitor.logs.handler(notYet),
});
