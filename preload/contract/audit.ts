import { z } from 'zod';
import { capability, leads, mayRead } from './capability.ts';
import { wallTime } from './values.ts';

export const auditEntry = z.object({
  id: z.number().int(),
  at: wallTime,
  role: z.string(),
  door: z.string(),
  act: z.string(),
  outcome: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const audit = {
  list: capability
    .route({ method: 'GET', path: '/api/audit', summary: 'Acts that changed something, newest first' })
    .meta(mayRead(leads))
    .input(
      z.object({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(auditEntry), intact: z.boolean() })),
};
