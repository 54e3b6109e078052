import { existsSync } from 'node:fs';
import { describe, it, type TestFunction, type TestOptions } from 'vitest';

/** Why this machine cannot run a test; undefined where it can. */
export type Lack = string | undefined;

type Given<Body> = readonly [run: Body] | readonly [options: TestOptions, run: Body];

const whyOf = (lacks: readonly Lack[]): string => lacks.filter((lack) => lack !== undefined).join('; ');

/** In the name, because that is what each list of a run shows. */
const named = (title: string, why: string): string => (why === '' ? title : `${title} (skipped: ${why})`);

/** A test that is left out where the machine lacks something: without a reason nothing is left out. */
export const itUnless =
  (...lacks: readonly Lack[]) =>
  (title: string, ...given: Given<TestFunction>): void => {
    const why = whyOf(lacks);
    const [options, run] = given.length === 1 ? [{}, given[0]] : given;
    it.skipIf(why !== '')(named(title, why), options, run);
  };

/** The same for all tests of a description, whose own body runs in any case. */
export const describeUnless =
  (...lacks: readonly Lack[]) =>
  (title: string, ...given: Given<() => void>): void => {
    const why = whyOf(lacks);
    const [options, tests] = given.length === 1 ? [{}, given[0]] : given;
    describe.skipIf(why !== '')(named(title, why), options, tests);
  };

export const whyNotLinux: Lack = process.platform === 'linux' ? undefined : 'needs Linux';
export const whyWindows: Lack = process.platform === 'win32' ? 'Windows has nothing of the kind' : undefined;
/** Every write to it answers as a full disk does. */
export const whyNoFullDevice: Lack = existsSync('/dev/full') ? undefined : 'needs /dev/full';
