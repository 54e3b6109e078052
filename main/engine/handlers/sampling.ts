import type { SamplingState } from '../../../preload/contract/sampling.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const samplingHandlers = ({ settings, samples, sampleFiles, lines, listening }: Services) => {
  const state = async (): Promise<SamplingState> => ({
    settings: await settings.get('sampling'),
    samples: sampleFiles.count,
    usedBytes: sampleFiles.usedBytes,
    note: samples.note,
  });
  return {
    get: procedures.sampling.get.handler(state),
    set: procedures.sampling.set.handler(async ({ input }) => {
      valueOr(await settings.set('sampling', input));
      await Promise.all([lines?.resample(), listening?.resample()]);
      return state();
    }),
  };
};
