import { describe, expect, it } from 'vitest';
import { checkMarks, classesToSay } from '../../../../main/domain/sampling/label-rules.ts';

const rules = { durationMs: 1_504, classes: ['speech', 'not speech'] };
const speech = { label: 'speech', fromMs: 0, toMs: 1_504 };

describe('the marks of a sound', () => {
  it.each([[[]], [[speech]], [[{ ...speech, label: 'not speech', fromMs: 12.5, toMs: 13 }, speech]]])(
    'are taken where they lie inside it: %j',
    (marks) => expect(checkMarks(marks, rules).ok).toBe(true),
  );

  it.each([
    [{ ...speech, toMs: 1_600 }, 'to lie inside the sound of 1504 ms', '0 to 1600 ms'],
    [{ ...speech, fromMs: -1 }, 'to lie inside the sound of 1504 ms', '-1 to 1504 ms'],
    [{ ...speech, fromMs: 900, toMs: 900 }, 'to end after it begins', '900 to 900 ms'],
    [{ ...speech, fromMs: 900, toMs: 100 }, 'to end after it begins', '900 to 100 ms'],
    [{ ...speech, label: 'song' }, 'one of speech, not speech', 'a class that the model does not know'],
  ])('are refused in one sentence: %j', (mark, expected, received) => {
    const checked = checkMarks([speech, mark], rules);
    expect(checked).toMatchObject({ ok: false, failure: { code: 'bad_input', thing: 'Mark 2', expected, received } });
  });
});

describe('what can be said', () => {
  it('of a sound whose model knows one thing is that thing, or not', () => {
    expect(classesToSay({ labels: ['speech'] }, 'sound')).toEqual(['speech', 'not speech']);
    expect(classesToSay({ labels: ['face'] }, 'picture')).toEqual(['face']);
    expect(classesToSay({ labels: ['glass', 'alarm'] }, 'sound')).toEqual(['glass', 'alarm']);
  });
});
