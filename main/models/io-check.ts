/** One declared input or output: -1 stands where a size may vary. */
export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
  /** float32 where it is not said. */
  readonly type?: 'float32' | 'int64';
}

/** What the file says of itself; names and words stand where a size may vary. */
export interface FoundTensor {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface Disagreement {
  readonly thing: string;
  readonly expected: string;
  readonly received: string;
}

const list = (shape: readonly (number | string)[]): string =>
  `[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;

const sameSize = (declared: number, found: number | string): boolean =>
  declared === -1 || typeof found === 'string' || declared === found;

const fits = (declared: readonly number[], found: readonly (number | string)[]): boolean =>
  declared.length === found.length && declared.every((size, index) => sameSize(size, found[index] ?? ''));

/** The first declared tensor that the file does not have, or has otherwise. */
export function disagreement(
  kind: 'input' | 'output',
  declared: readonly TensorShape[],
  found: readonly FoundTensor[],
): Disagreement | undefined {
  for (const { name, shape, type = 'float32' } of declared) {
    const thing = `${kind} ${name}`;
    const match = found.find((tensor) => tensor.name === name);
    if (match === undefined) {
      return {
        thing,
        expected: `an ${kind} of that name`,
        received: found.map((tensor) => tensor.name).join(', ') || 'none',
      };
    }
    if (match.type !== type) return { thing, expected: `numbers of type ${type}`, received: match.type ?? 'no tensor' };
    if (match.shape !== undefined && !fits(shape, match.shape)) {
      return { thing, expected: `shape ${list(shape)}`, received: list(match.shape) };
    }
  }
  return undefined;
}

/** An input that nothing feeds would make every run fail. */
export const unfed = (declared: readonly TensorShape[], found: readonly FoundTensor[]): string | undefined =>
  found.find((tensor) => !declared.some(({ name }) => name === tensor.name))?.name;
