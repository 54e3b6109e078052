import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import { stoppedLine } from '../line/stopped-line.ts';
import type { Services } from '../services.ts';

export const inspectionHandlers = ({ line, store, settings, samples, clock }: Services) => ({
  start: procedures.inspections.start.handler(async ({ input }) => {
    if (line === undefined) return valueOr(noLine);
    const started = valueOr(await line.start(input));
    valueOr(await settings.set('line', { running: true, ...input }));
    return started;
  }),
  stop: procedures.inspections.stop.handler(async () => {
    if (line === undefined) return stoppedLine;
    const stopped = valueOr(await line.stop());
    valueOr(await settings.set('line', { ...(await settings.get('line')), running: false }));
    return stopped;
  }),
  state: procedures.inspections.state.handler(() => line?.read() ?? stoppedLine),
  watch: procedures.inspections.watch.handler(async function* ({ signal }) {
    if (line === undefined) yield stoppedLine;
    else yield* line.live.watch(signal);
  }),
  list: procedures.inspections.list.handler(async ({ input }) => valueOr(await store.call('inspections.list', input))),
  override: procedures.inspections.override.handler(async ({ input: { id, verdict, reason }, context }) =>
    valueOr(await samples.override(id, { verdict, reason, by: context.caller.role, at: clock.wallMs() })),
  ),
});

const noLine = fail('wrong_state', {
  thing: 'The line',
  expected: 'a running station to start it in',
  received: 'a command without one',
  remedy: 'Start the station with `npm start`, then start the line there.',
});
