import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import { silentListening } from '../listen/stopped-listening.ts';
import type { Services } from '../services.ts';

const devicesDeadlineMs = 10_000;

export const listenHandlers = ({ listening, askSpeech, settings }: Services) => ({
  microphones: procedures.listen.microphones.handler(async () => [
    ...valueOr(await askSpeech('microphones', null, devicesDeadlineMs)),
  ]),
  start: procedures.listen.start.handler(async ({ input }) => {
    if (listening === undefined) return valueOr(noStation);
    const started = valueOr(await listening.start(input));
    valueOr(await settings.set('listen', { running: true, ...input }));
    return started;
  }),
  stop: procedures.listen.stop.handler(async () => {
    if (listening === undefined) return silentListening;
    const stopped = valueOr(await listening.stop());
    const last = await settings.get('listen');
    if (last.running) valueOr(await settings.set('listen', { ...last, running: false }));
    return stopped;
  }),
  state: procedures.listen.state.handler(async () => (await listening?.read()) ?? silentListening),
  watch: procedures.listen.watch.handler(async function* ({ signal }) {
    if (listening === undefined) {
      yield silentListening;
      return;
    }
    await listening.read();
    yield* listening.live.watch(signal);
  }),
});

const noStation = fail('wrong_state', {
  thing: 'Listening',
  expected: 'a running station to start it in',
  received: 'a command without one',
  remedy: 'Start the station with `npm start`, then start it there.',
});
