import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Lines } from '../line/lines.ts';
import type { Log } from '../log.ts';
import { inferenceThreads } from '../open-vision.ts';
import type { Services } from '../services.ts';
import { BatchDesk } from './batch-desk.ts';
import type { BatchModel } from './batch-plan.ts';

type Needs = Pick<Services, 'store' | 'ask' | 'models' | 'recipes' | 'confidence' | 'batchPictures'>;

/** The batches over store, models and vision worker. */
export function openBatches(needs: Needs, lines: Lines, clock: Clock, log: Log): BatchDesk {
  const { store, ask, models, recipes, confidence, batchPictures } = needs;
  return new BatchDesk({
    clock,
    store,
    ask,
    pictures: batchPictures,
    threads: inferenceThreads(),
    nextInspectionId: () => lines.nextInspectionId(),
    findModel: async (name): Promise<Outcome<BatchModel>> => {
      const found = await models.findForPictures(name);
      return found.ok ? succeed({ ...found.value, band: () => confidence.bandOf(found.value.card) }) : found;
    },
    findRecipe: ({ id, version }) => recipes.get(id, version),
    warn: ({ code, message }) => log.warn({ part: 'batch', code }, message),
  });
}
