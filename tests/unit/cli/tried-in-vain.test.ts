import { expect, it } from 'vitest';
import { whyInVain } from '../../../main/cli/tried-in-vain.ts';

const step = (what: string, ok: boolean, note = '') => ({ what, ok, note, tookMs: 1 });

it.each<readonly [string, unknown, string | undefined]>([
  ['a test of which every step worked', { ok: true, tookMs: 1, steps: [step('Reach it', true)] }, undefined],
  [
    'a test that failed, by its first step that did',
    {
      ok: false,
      tookMs: 1,
      steps: [step('Reach it', true), step('Tell it', false, 'Nobody answers.'), step('Leave', false)],
    },
    'Tell it: Nobody answers.',
  ],
  ['a step that does not say why', { ok: false, steps: [step('Tell it', false)] }, 'Tell it: failed.'],
  ['a model that was found wanting', { name: 'm', ok: false, note: 'Its file is another.' }, 'Its file is another.'],
  ['a list', [{ ok: false }], undefined],
  ['what says nothing of it', { pass: false }, undefined],
  ['nothing', null, undefined],
])('says of %s whether it worked', (_, answer, why) => {
  expect(whyInVain(answer)).toBe(why);
});
