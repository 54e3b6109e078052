import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const shiftHandlers = ({ store, clock }: Services) => ({
  get: procedures.shift.get.handler(async ({ input }) => valueOr(await store.call('shift.tally', input))),
  begin: procedures.shift.begin.handler(async () => {
    valueOr(await store.call('shift.begin', { at: clock.wallMs() }));
    return valueOr(await store.call('shift.tally', {}));
  }),
});
