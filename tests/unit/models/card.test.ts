import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCard, readCard, readPictureCard, readSoundCard } from '../../../main/models/card.ts';
import { pictureFamilies } from '../../../preload/contract/model-card.ts';
import { tinyCard, tinySoundCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { preprocessing, thresholds, ...rest } = tinyCard();

describe('the card of a model', () => {
  it('is read from its folder', async () => {
    const folder = writeModelFolder(temporaryFolder());
    expect(await readCard(folder)).toEqual({ ok: true, value: { folder, card: tinyCard() } });
  });

  it('tells those that look from those that listen', async () => {
    const picture = writeModelFolder(temporaryFolder());
    const sound = writeModelFolder(temporaryFolder(), tinySoundCard());
    expect(await readPictureCard(picture)).toMatchObject({ ok: true, value: { card: { task: 'detect' } } });
    expect(await readSoundCard(sound)).toMatchObject({ ok: true, value: { card: { task: 'find-speech' } } });
    expect(await readPictureCard(sound)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', received: 'one for the task find-speech' },
    });
    expect(await readSoundCard(picture)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', received: 'one for the task detect' },
    });
  });

  it('is not found where there is none', async () => {
    const failed = await readCard(join(temporaryFolder(), 'absent'));
    expect(failed).toMatchObject({ ok: false, failure: { code: 'not_found', received: 'no such file' } });
  });

  it('is refused where it is no JSON', async () => {
    const folder = writeModelFolder(temporaryFolder());
    writeFileSync(join(folder, 'card.json'), '{"name":');
    expect(await readCard(folder)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'a card in JSON' },
    });
  });

  it.each<[string, unknown, string]>([
    [
      'a missing field',
      { ...rest, thresholds },
      'field preprocessing in card.json: expected object, got nothing. Correct the card.',
    ],
    [
      'a number out of range',
      { ...rest, thresholds, preprocessing: { ...preprocessing, padValue: 300 } },
      'field preprocessing.padValue in card.json: expected number to be <=255, got 300. Correct the card.',
    ],
    [
      'fields of another version',
      { ...tinyCard(), shape: 'round' },
      'the card in card.json: expected only fields that this version knows, got shape. Correct the card.',
    ],
    [
      'a path instead of a file name',
      tinyCard({ file: '../model.onnx' }),
      'field file in card.json: expected the name of an .onnx file beside the card, got "../model.onnx". Correct the card.',
    ],
    [
      'an unknown family',
      { ...tinyCard(), family: 'frcnn' },
      `field family in card.json: expected one of ${pictureFamilies.map((family) => `"${family}"`).join('|')}, got "frcnn". Correct the card.`,
    ],
    [
      'a band upside down',
      tinyCard({ thresholds: { ...thresholds, unsure: [0.8, 0.2] } }),
      'field thresholds.unsure in card.json: expected the lower bound first, got [0.8, 0.2]. Correct the card.',
    ],
    [
      'a deviation of zero',
      tinyCard({ preprocessing: { ...preprocessing, std: [1, 0, 1] } }),
      'field preprocessing.std.1 in card.json: expected a number that is not 0, got 0. Correct the card.',
    ],
    [
      'a label twice',
      tinyCard({ labels: ['a', 'a'] }),
      'field labels in card.json: expected each label once, got "a" twice. Correct the card.',
    ],
    [
      'no label',
      tinyCard({ labels: [] }),
      'field labels in card.json: expected array to have >=1 items, got []. Correct the card.',
    ],
    [
      'a label without a letter',
      tinyCard({ labels: ['open', ''] }),
      'field labels.1 in card.json: expected string to have >=1 characters, got "". Correct the card.',
    ],
    [
      'a classifier that is to find boxes',
      tinyCard({ family: 'classifier' }),
      'field family in card.json: expected one for the task detect, got "classifier". Correct the card.',
    ],
    [
      'parts to grade and nothing that is good',
      tinyCard({ task: 'grade', family: 'classifier' }),
      'field goodLabels in card.json: expected the labels that mean that nothing is wrong, got nothing. Correct the card.',
    ],
    [
      'nothing but good labels',
      tinyCard({ task: 'grade', family: 'classifier', goodLabels: ['open', 'short'] }),
      'field goodLabels in card.json: expected some of the labels, not all, got ["open","short"]. Correct the card.',
    ],
    [
      'good labels where nothing is graded',
      tinyCard({ goodLabels: ['open'] }),
      'field goodLabels in card.json: expected nothing unless the task is grade, got ["open"]. Correct the card.',
    ],
    [
      'an unknown task',
      { ...tinyCard(), task: 'dance' },
      'field task in card.json: expected one of "detect"|"find-faces"|"classify"|"grade"|"find-unusual"|"find-features"|"find-speech", got "dance". Correct the card.',
    ],
    [
      'the family of another task',
      { ...tinySoundCard(), family: 'yolo-v8' },
      'field family in card.json: expected "silero-vad", got "yolo-v8". Correct the card.',
    ],
    [
      'speech that ends above where it begins',
      tinySoundCard({ thresholds: { score: 0.5, release: 0.6, unsure: [0.4, 0.7] } }),
      'field thresholds.release in card.json: expected at most the score of 0.5, got 0.6. Correct the card.',
    ],
    ['no object at all', 7, 'the card in card.json: expected object, got 7. Correct the card.'],
  ])('with %s is refused by the name of its field', (_what, card, message) => {
    expect(checkCard(card, 'card.json')).toMatchObject({ ok: false, failure: { code: 'model_refused', message } });
  });
});
