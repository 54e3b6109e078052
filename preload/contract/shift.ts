import { z } from 'zod';
import { capability, everyone, mayChange, mayRead, staff } from './capability.ts';
import { verdictCounts } from './inspections.ts';
import { sourceId, wallTime } from './values.ts';

/** What was judged since somebody began to count: it outlives stops of the line, another model and a restart of the station. */
export const shiftTally = z.object({
  /** Null where nobody ever began a shift: then there is nothing to count from. */
  startedAt: wallTime.nullable(),
  counts: verdictCounts,
  /** Parts that failed with it. */
  defectsByLabel: z.record(z.string(), z.number().int()),
  /** Of all these, how many a person gave another verdict. */
  overridden: z.number().int(),
  /** The newest part that is counted: a screen adds those that it sees after it. */
  upTo: z.number().int(),
});
export type ShiftTally = z.infer<typeof shiftTally>;

export const shift = {
  get: capability
    .route({ method: 'GET', path: '/api/shift', summary: 'What was judged in this shift, by all lines or by one' })
    .meta(mayRead(everyone))
    .input(z.object({ sourceId: sourceId.optional() }).default({}))
    .output(shiftTally),
  begin: capability
    .route({ method: 'POST', path: '/api/shift', summary: 'Begin a shift: its counters start from nought' })
    .meta(mayChange(staff))
    .output(shiftTally),
};
