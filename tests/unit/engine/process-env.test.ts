import { expect, it } from 'vitest';
import { processEnv, processFlags } from '../../../main/engine/process-env.ts';

it('hears who has set the heaps of C for all programs', () => {
  expect(processEnv({ HOME: '/home/kim' })).toEqual({ HOME: '/home/kim', MALLOC_ARENA_MAX: '2' });
  expect(processEnv({ MALLOC_ARENA_MAX: '8' })).toEqual({ MALLOC_ARENA_MAX: '8' });
});

it('puts its own flag before those that the station was started with: of two V8 hears the last', () => {
  expect(processFlags(['--inspect', '--max-semi-space-size=16'])).toEqual([
    '--max-semi-space-size=2',
    '--inspect',
    '--max-semi-space-size=16',
  ]);
});
