import { fail, type Outcome } from '../domain/outcome.ts';

/** The one way in which opening a source of sound fails. Devices carry people's names, so none is named here. */
export const unreachable = (thing: string, expected: string, received: string, remedy: string): Outcome<never> =>
  fail('source_unreachable', { thing, expected, received, remedy });
