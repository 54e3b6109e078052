import type { PeopleState } from '../../../preload/contract/people.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const peopleHandlers = ({ settings, store, samples, sampleFiles, lines, listening, teach, clock }: Services) => {
  const state = async (): Promise<PeopleState> => ({
    keepSamples: valueOr(await store.call('people.mayKeep', null)),
    ...valueOr(await store.call('people.count', null)),
  });
  return {
    get: procedures.people.get.handler(state),
    set: procedures.people.set.handler(async ({ input: { keepSamples } }) => {
      const isWithdrawn = !keepSamples;
      // Holds at once, also where the disk has no room for it; an agreement holds only once it is written down.
      if (isWithdrawn) valueOr(await store.call('people.withdraw', { isWithdrawn }));
      const written = await settings.set('people', { keepSamples });
      if (!isWithdrawn && written.ok) valueOr(await store.call('people.withdraw', { isWithdrawn }));
      await Promise.all([lines?.resample(), listening?.resample()]);
      valueOr(written);
      return state();
    }),
    deleteSamples: procedures.people.deleteSamples.handler(async () => {
      // What is on its way to the disk is deleted with the rest.
      await samples.flush();
      const { items, hashes } = valueOr(await store.call('people.delete', { at: clock.wallMs() }));
      for (const sha256 of hashes) await sampleFiles.remove(sha256);
      await teach?.forgetPeople();
      return { deleted: items };
    }),
  };
};
