import type { Outcome } from '../domain/outcome.ts';
import { tooSlow } from './failures.ts';
import type { OutputClock } from './job.ts';

/** Settles by its deadline, whatever the work does; work that throws has failed as `failed` says. */
export function within<T>(
  clock: Pick<OutputClock, 'after'>,
  deadlineMs: number,
  thing: string,
  work: Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(deadlineMs, () => resolve({ ok: false, failure: tooSlow(thing, deadlineMs) }));
    work.then(resolve, reject).finally(cancel);
  });
}
