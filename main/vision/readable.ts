import { allFinite } from '../../native/lib/numbers.ts';
import { type Failure, failure } from '../domain/outcome.ts';
import type { OutputShape } from './network.ts';

/** Why nothing can be read from what a run gave: as many numbers as promised, and each of them one. Undefined where it can. */
export function unreadable(outputs: readonly Float32Array[], promised: readonly OutputShape[]): Failure | undefined {
  for (const [index, { name, shape }] of promised.entries()) {
    const output = outputs[index];
    const length = shape.reduce((product, size) => product * size, 1);
    if (output?.length !== length) return troubleWith(name, `${length} numbers`, `${output?.length ?? 0}`);
    if (!allFinite(output)) {
      const strange = output.find((number) => !Number.isFinite(number));
      return troubleWith(name, 'finite numbers', String(strange));
    }
  }
  return undefined;
}

export const troubleWith = (output: string, expected: string, received: string): Failure =>
  failure('model_refused', {
    thing: `Output ${output} of the model`,
    expected,
    received,
    remedy: 'Such a frame never passes. Export the network again, at full precision, or go back to the model before.',
  });
