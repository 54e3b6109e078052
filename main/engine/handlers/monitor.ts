import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import { nameOf } from '../monitor/metric-keeper.ts';
import { driftStatus, pastWindow } from '../monitor/past-window.ts';
import { metricsOf, ofSound, questionFor, withOpenMinute } from '../monitor/read-metrics.ts';
import type { Services } from '../services.ts';

export const monitorHandlers = ({ monitor, store, clock }: Services) => ({
  streams: procedures.monitor.streams.handler(async () => [...valueOr(await store.call('streams.list', null))]),
  metrics: procedures.monitor.metrics.handler(async ({ input }) => {
    const until = input.until ?? clock.wallMs();
    const since = Math.min(input.since ?? until - input.windowMs, until);
    const [found, counted] = await Promise.all([monitor.find(input), store.call('queue.count', { medium: 'picture' })]);
    const counts = valueOr(counted);
    const known = valueOr(await store.call('streams.list', null));
    // A filter that fits no stream has seen nothing: that is an answer.
    const stream = found.ok ? found.value : null;
    const nobody = { sourceId: 'none', model: { name: '', version: '' } };
    const question = questionFor(stream ?? nobody, { since, until, points: input.points });
    const stored = stream === null ? [] : valueOr(await store.call('metrics.read', question));
    const open = stream === null ? undefined : monitor.metrics.current(stream);
    const isHeard = stream !== null && known.some((each) => each.medium === 'sound' && nameOf(each) === nameOf(stream));
    const answer = metricsOf(withOpenMinute(stored, open, question), question);
    return {
      ...(isHeard ? ofSound(answer) : { ...answer, medium: 'picture' as const }),
      queue: { waiting: counts.waiting, reviewed: counts.labelled, skipped: counts.skipped },
      labels: counts.labelled,
    };
  }),
  drift: procedures.monitor.drift.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    if (stream === null)
      return driftStatus(null, { report: null, reference: null, window: undefined, complete: false });
    const reference = await monitor.drift.reference(stream);
    const current = valueOr(await monitor.drift.current(stream));
    const filling = { report: current?.report, window: current?.window.window, reference, complete: false };
    if (current?.report !== undefined) return driftStatus(stream, filling);
    const past = valueOr(await store.call('drift.reports', { stream, limit: 24 }));
    const last = past.find(({ report }) => report !== null) ?? past[0];
    if (current !== null && !last?.report) return driftStatus(stream, filling);
    return driftStatus(stream, { report: last?.report, reference, window: last?.window, complete: true });
  }),
  history: procedures.monitor.history.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    if (stream === null) return { stream, rows: [] };
    const rows = valueOr(await store.call('drift.reports', { stream, limit: input.windows }));
    return { stream, rows: rows.toReversed().map(({ window, report }) => pastWindow(window, report)) };
  }),
  reference: procedures.monitor.reference.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    return stream && (await monitor.drift.reference(stream));
  }),
  setReference: procedures.monitor.setReference.handler(async ({ input }) => {
    const stream = valueOr(await monitor.find(input));
    if (stream === null) return valueOr(nothingSeen);
    if (input.from.kind === 'training-set') return valueOr(await monitor.drift.chooseTrainingSet(stream));
    return valueOr(await monitor.drift.choose(stream, input.from));
  }),
});

const nothingSeen = fail('wrong_state', {
  thing: 'The reference',
  expected: 'a stream to compare',
  received: 'a station that has seen nothing yet',
  remedy: 'Start the line first.',
});
