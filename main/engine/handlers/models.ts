import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

const never = new AbortController().signal;

export const modelHandlers = ({ models }: Services) => ({
  list: procedures.models.list.handler(async () => [...valueOr(await models.list())]),
  pull: procedures.models.pull.handler(async function* ({ input, signal }) {
    valueOr(yield* models.pull(input.name, signal ?? never));
  }),
  import: procedures.models.import.handler(async ({ input }) => valueOr(await models.import(input))),
  verify: procedures.models.verify.handler(async ({ input }) => valueOr(await models.verify(input.name))),
});
