import type { Outcome } from '../domain/outcome.ts';
import { fail } from '../domain/outcome.ts';

/** The one way in which opening a source fails: what, what was expected, what came, and what to do now. */
export function unreachable(thing: string, expected: string, received: string, remedy: string): Outcome<never> {
  return fail('source_unreachable', { thing, expected, received, remedy });
}
