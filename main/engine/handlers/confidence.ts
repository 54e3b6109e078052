import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const confidenceHandlers = ({ confidence, models, lines }: Services) => {
  const cardOf = async (name: string): Promise<PictureCard> => valueOr(await models.findForPictures(name)).card;
  return {
    status: procedures.confidence.status.handler(async ({ input }) =>
      valueOr(await confidence.status(await cardOf(input.model))),
    ),
    scaling: procedures.confidence.scaling.handler(async ({ input }) =>
      confidence.scalingOf(await cardOf(input.model)),
    ),
    fit: procedures.confidence.fit.handler(async ({ input }) =>
      valueOr(await confidence.fit(await cardOf(input.model), input)),
    ),
    use: procedures.confidence.use.handler(async ({ input, context }) => {
      const used = await confidence.use(await cardOf(input.model), input, context.caller.role);
      await lines?.resample();
      return valueOr(used);
    }),
    revert: procedures.confidence.revert.handler(async ({ input }) => {
      const reverted = await confidence.revert(await cardOf(input.model));
      await lines?.resample();
      return valueOr(reverted);
    }),
  };
};
