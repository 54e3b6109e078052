import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { Listening } from '../../../main/engine/listen/listening.ts';
import type { ListenState } from '../../../preload/contract/listen.ts';
import { makeVirtualMicrophone, whyNoMicrophone } from '../../support/devices/virtual-microphone.ts';
import { clientOf, openStation } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { sharedModels } from '../../support/shared-models.ts';
import { whyNoSilero } from '../../support/sounds.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

/** A station whose workers have the simulated microphone and no other. */
async function openListeningStation() {
  const virtual = await makeVirtualMicrophone(temporaryFolder());
  onTestFinished(() => virtual.close());
  for (const [name, value] of Object.entries(virtual.environment)) vi.stubEnv(name, value);
  const engine = await openStation(temporaryFolder(), {}, { modelsFrom: sharedModels() });
  onTestFinished(() => engine.close());
  const { listening } = engine.services;
  if (!(listening instanceof Listening)) throw new Error('Expected a station that listens');
  const until = async (isSo: (state: ListenState) => boolean): Promise<ListenState> => {
    for await (const state of listening.live.watch()) if (isSo(state)) return state;
    throw new Error('Expected listening to be watched until it is as wished');
  };
  return { virtual, engine, client: clientOf(engine), until };
}

describeUnless(whyNoMicrophone(), whyNoSilero)('a station whose microphone is unplugged', () => {
  it('says so and when it tries again, and goes on in the same worker once it is back', async () => {
    const { virtual, engine, client, until } = await openListeningStation();
    await client.inspections.stop();
    for await (const progress of await client.models.pull({ name: 'silero-vad' })) void progress;
    await client.sources.add({ id: 'desk', name: 'Desk', settings: { kind: 'microphone', device: 'default' } });
    await client.listen.start({ sourceId: 'desk' });
    const { startedAt, heardMs } = await until((state) => state.state === 'running' && state.heardMs > 0);
    const pid = engine.speechPid();
    await virtual.unplug();
    expect((await until(({ state }) => state === 'failed')).note).toMatch(/^The microphone .*Next try in \d+ s\.$/);
    await virtual.plugIn();
    const back = await until((state) => state.state === 'running' && state.heardMs > heardMs + 500);
    expect(back).toMatchObject({ startedAt, note: '' });
    expect(engine.speechPid()).toBe(pid);
  });
});
