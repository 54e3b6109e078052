import { z } from 'zod';

/** An answer that says by itself that what was tried did not work: a test of an output, the check of a model. */
const triedInVain = z.object({
  ok: z.literal(false),
  note: z.string().optional(),
  steps: z.array(z.object({ what: z.string(), ok: z.boolean(), note: z.string() })).optional(),
});

/** Why, in one sentence: a script has to see it as it sees a failure. Undefined for every other answer. */
export function whyInVain(answer: unknown): string | undefined {
  const tried = triedInVain.safeParse(answer).data;
  if (tried === undefined) return undefined;
  const failed = tried.steps?.find(({ ok }) => !ok);
  if (failed === undefined) return tried.note ?? 'It did not work.';
  return failed.note === '' ? `${failed.what}: failed.` : `${failed.what}: ${failed.note}`;
}
