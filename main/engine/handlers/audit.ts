import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const auditHandlers = ({ store }: Services) => ({
  list: procedures.audit.list.handler(async ({ input }) => valueOr(await store.call('audit.list', input))),
});
