import { expectOption } from './check.ts';
import { nativeAddon } from './loader.ts';
import { allFinite as allFiniteTwin } from './twin/all-finite.ts';

/** Whether each of them is a number, and none is infinite. */
export function allFinite(numbers: Float32Array): boolean {
  expectOption(numbers instanceof Float32Array, 'numbers', 'a Float32Array', numbers);
  const { addon } = nativeAddon();
  return addon === null ? allFiniteTwin(numbers) : addon.allFinite(numbers);
}
