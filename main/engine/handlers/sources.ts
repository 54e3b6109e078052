import { isSoundSettings, type ProbeReport, type SourceSettings } from '../../../preload/contract/sources.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';
import { shownSource } from './shown-source.ts';
import { forgetLine } from './start-line.ts';

const devicesDeadlineMs = 10_000;
const probeDeadlineMs = 10_000;
/** The worker answers at its own deadline; this much later it counts as silent. */
const graceMs = 3_000;

export const sourceHandlers = ({ store, settings, ask, askSpeech, clock, findSource, lines, listening }: Services) => {
  const probe = async (wanted: SourceSettings): Promise<Outcome<ProbeReport>> => {
    const [deadlineMs, silentAfterMs] = [probeDeadlineMs, probeDeadlineMs + graceMs];
    return isSoundSettings(wanted)
      ? askSpeech('probe', { settings: wanted, deadlineMs }, silentAfterMs)
      : ask('probe', { settings: wanted, deadlineMs }, silentAfterMs);
  };

  return {
    list: procedures.sources.list.handler(async () => valueOr(await store.call('sources.list', null)).map(shownSource)),
    devices: procedures.sources.devices.handler(async () => [
      ...valueOr(await ask('devices', null, devicesDeadlineMs)),
    ]),
    probe: procedures.sources.probe.handler(async ({ input }) => valueOr(await probe(input.settings))),
    add: procedures.sources.add.handler(async ({ input }) => {
      // Before the probe, which takes seconds; the store has the last word on it.
      if ((await findSource(input.id)).ok) return valueOr(taken(input.id));
      const report = valueOr(await probe(input.settings));
      const source = { ...input, builtIn: false, addedAt: clock.wallMs() };
      return { source: shownSource(valueOr(await store.call('sources.add', source))), probe: report };
    }),
    remove: procedures.sources.remove.handler(async ({ input }) => {
      valueOr(idle(lines?.read(input.id).state ?? 'stopped', input.id));
      if (listening?.sourceInUse === input.id) valueOr(isHeard(input.id));
      const removed = valueOr(await store.call('sources.remove', input));
      await lines?.forget(input.id);
      valueOr(await forgetLine(settings, input.id));
      return removed;
    }),
  };
};

const taken = (id: string): Outcome<never> =>
  fail('already_exists', {
    thing: 'Source',
    expected: 'an id that no other source has',
    received: id,
    remedy: 'Choose another id, or remove the other source first.',
  });

function idle(state: string, id: string): Outcome<null> {
  if (state === 'stopped') return succeed(null);
  return fail('wrong_state', {
    thing: `Source ${id}`,
    expected: 'one that no line is looking at',
    received: `a line that is ${state}`,
    remedy: 'Stop its line first.',
  });
}

const isHeard = (id: string): Outcome<never> =>
  fail('wrong_state', {
    thing: `Source ${id}`,
    expected: 'one that nobody listens to',
    received: 'one that the station listens to',
    remedy: 'Stop listening or change to another source first.',
  });
