import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateVad } from '../../eval/vad.ts';
import { describeUnless } from '../../support/lacks.ts';
import { noise, sileroFolder, speechFiles, whyNoSilero, whyNoSpeech, writeWav } from '../../support/sounds.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describeUnless(whyNoSilero, whyNoSpeech)('the evaluation of voice activity', () => {
  it('tells speech from noise on recordings, and much worse where the noise is as loud', async () => {
    const [model, data] = [await sileroFolder(), temporaryFolder()];
    for (const [index, file] of speechFiles().slice(0, 4).entries()) cpSync(file, join(data, `${index}.flac`));
    const quiet = await evaluateVad(['--model', model, '--data', data, '--noise-below', '30']);
    const loud = await evaluateVad(['--model', model, '--data', data, '--noise-below=-10']);
    expect(quiet).toMatchObject({ n: 4, noiseBelowDb: 30 });
    expect(quiet.auroc).toBeGreaterThan(0.9);
    expect(loud.auroc).toBeLessThan(0.8);
  });

  it('asks for what it needs', async () => {
    await expect(evaluateVad([])).rejects.toThrow('Expected --model DIR --data DIR');
  });
});

describe('the evaluation of voice activity without a model', () => {
  it('says what is wrong with the folder', async () => {
    const data = temporaryFolder();
    writeWav(noise(1, 0.1), data);
    await expect(evaluateVad(['--model', join(data, 'none'), '--data', data])).rejects.toThrow('no such file');
  });
});
