import { nearest } from '../domain/nearest.ts';

/** What was typed cannot be a command: told in one sentence, with exit code 2. */
export interface Misuse {
  readonly sentence: string;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly misuse: Misuse };

export const understood = <T>(value: T): Read<T> => ({ ok: true, value });

export const misused = (sentence: string): { readonly ok: false; readonly misuse: Misuse } => ({
  ok: false,
  misuse: { sentence },
});

/** "Expected a verb of models, got "lst". Did you mean "list"?" */
export function unknownWord(
  thing: string,
  got: string,
  known: readonly string[],
  see: string,
): ReturnType<typeof misused> {
  const near = nearest(got, known);
  const hint = near === undefined ? `See \`${see}\`.` : `Did you mean "${near}"?`;
  return misused(`Expected ${thing}, got "${got}". ${hint}`);
}
