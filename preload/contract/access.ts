import { z } from 'zod';
import { admins, capability, mayChange, roles } from './capability.ts';
import { failures } from './failures.ts';
import { wallTime } from './values.ts';

export const access = {
  /** A tablet or a second desk is let in with a one-time link of the role that it shall have. */
  invite: capability
    .route({ method: 'POST', path: '/api/access/invite', summary: 'Make a one-time link for another screen' })
    .meta(mayChange(admins))
    .errors(failures('wrong_state'))
    .input(z.object({ role: z.enum(roles) }))
    .output(z.object({ link: z.string(), role: z.enum(roles), expiresAt: wallTime })),
};
