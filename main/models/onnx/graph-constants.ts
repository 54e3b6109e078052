import type { Constant } from './graft-network.ts';

export const floats = (name: string, shape: readonly number[], ...values: readonly number[]): Constant => ({
  name,
  shape,
  values: Float32Array.from(values),
});

export const sizes = (name: string, ...values: readonly number[]): Constant => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values, (value) => BigInt(Math.round(value))),
});
