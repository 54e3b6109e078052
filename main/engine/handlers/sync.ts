import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const syncHandlers = ({ sync: { desk, live } }: Services) => ({
  get: procedures.sync.get.handler(() => desk.target()),
  configure: procedures.sync.configure.handler(async ({ input }) => valueOr(await desk.configure(input))),
  forget: procedures.sync.forget.handler(async () => valueOr(await desk.forget())),
  status: procedures.sync.status.handler(async () => valueOr(await desk.status())),
  watch: procedures.sync.watch.handler(async function* ({ signal }) {
    // Off, nothing moves by itself: what is told first is as it is now.
    live.set(valueOr(await desk.status()));
    yield* live.watch(signal);
  }),
  retry: procedures.sync.retry.handler(async () => valueOr(await desk.retry())),
});
