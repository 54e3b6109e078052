import type { PeopleState } from '../../../preload/contract/people.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const peopleHandlers = ({ settings, store, samples, sampleFiles, line, listening, clock }: Services) => {
  const state = async (): Promise<PeopleState> => ({
    ...(await settings.get('people')),
    ...valueOr(await store.call('people.count', null)),
  });
  return {
    get: procedures.people.get.handler(state),
    set: procedures.people.set.handler(async ({ input: { keepSamples } }) => {
      valueOr(await settings.set('people', { keepSamples }));
      await Promise.all([line?.resample(), listening?.resample()]);
      return state();
    }),
    deleteSamples: procedures.people.deleteSamples.handler(async () => {
      // What is on its way to the disk is deleted with the rest.
      await samples.flush();
      const { items, hashes } = valueOr(await store.call('people.delete', { at: clock.wallMs() }));
      for (const sha256 of hashes) await sampleFiles.remove(sha256);
      return { deleted: items };
    }),
  };
};
