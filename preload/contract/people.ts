import { z } from 'zod';
import { admins, capability, mayChange, mayRead, staff } from './capability.ts';

const count = z.number().int();

/** Whether samples that show a person, or let one be heard, may be kept here and synced. */
const peopleState = z.object({
  /** Off, no such sample is kept and none leaves the station. On, somebody says that those people have agreed. */
  keepSamples: z.boolean(),
  /** Samples of people on this station's disk, from when it was on. */
  kept: count,
  /** Of these, how many would be sent if it were on. */
  heldBack: count,
});
export type PeopleState = z.infer<typeof peopleState>;

export const people = {
  get: capability
    .route({
      method: 'GET',
      path: '/api/people',
      summary: 'Whether samples of people are kept, and how many there are',
    })
    .meta(mayRead(staff))
    .output(peopleState),
  set: capability
    .route({
      method: 'PUT',
      path: '/api/people',
      summary: 'Say that people agreed to samples of them, or that they did not',
    })
    .meta(mayChange(admins))
    .input(z.object({ keepSamples: z.boolean() }))
    .output(peopleState),
  deleteSamples: capability
    .route({
      method: 'DELETE',
      path: '/api/people/samples',
      summary: 'Delete every sample of a person, with what was said of it',
    })
    .meta(mayChange(admins))
    .output(z.object({ deleted: count })),
};
