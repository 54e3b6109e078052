import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const predictionHandlers = ({ store }: Services) => ({
  page: procedures.predictions.page.handler(async ({ input }) => valueOr(await store.call('predictions.page', input))),
  outline: procedures.predictions.outline.handler(async ({ input }) =>
    valueOr(await store.call('predictions.outline', input)),
  ),
  get: procedures.predictions.get.handler(async ({ input }) => valueOr(await store.call('predictions.get', input))),
});
