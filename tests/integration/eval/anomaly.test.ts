import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateAnomaly } from '../../eval/anomaly.ts';
import { drawParts } from '../../support/drawn-parts.ts';
import { drawTextures } from '../../support/drawn-texture.ts';
import { itUnless } from '../../support/lacks.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const seeds = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

async function drawnFolders(): Promise<string> {
  const data = temporaryFolder();
  await drawParts(join(data, 'train/good'), seeds(1, 14));
  await drawParts(join(data, 'test/good'), seeds(100, 8));
  await drawParts(join(data, 'test/bad'), seeds(200, 8), 'stain');
  return data;
}

it('tells stained parts from good ones after it was shown good ones alone, and prints what was promised', async () => {
  const report = await evaluateAnomaly(['--data', await drawnFolders(), '--parts', '12']);
  expect(report).toMatchObject({ parts: 12, n: { good: 8, bad: 8 }, promisedFalseRejects: 0.1538, missed: 0 });
  expect(report.auroc).toBe(1);
  expect(report.aurocCi).toEqual([1, 1]);
}, 300_000);

it('tells scratched metal from good one, streaked and never lit the same, with what is bundled', async () => {
  const data = temporaryFolder();
  await drawTextures(join(data, 'train/good'), seeds(1, 14));
  await drawTextures(join(data, 'test/good'), seeds(100, 8));
  await drawTextures(join(data, 'test/bad'), seeds(200, 8), 'scratch');
  const report = await evaluateAnomaly(['--data', data, '--parts', '12']);
  expect(report.auroc).toBeGreaterThan(0.95);
  expect(report.missed).toBeLessThan(0.2);
}, 300_000);

const foreign = sharedModels();
const backbone = foreign === undefined ? '' : join(foreign, 'bb_mobilenetv2_int8_features_derived.onnx');

itUnless(whyNoModels)(
  'teaches with a bare network of feature maps, as an import takes it',
  { timeout: 300_000 },
  async () => {
    const report = await evaluateAnomaly(['--data', await drawnFolders(), '--parts', '12', '--backbone', backbone]);
    expect(report).toMatchObject({ backbone: expect.stringMatching(/^bb-mobilenetv2/), input: '224 x 224', auroc: 1 });
  },
);

it('says what it expects of the folders', async () => {
  await expect(evaluateAnomaly(['--data', temporaryFolder()])).rejects.toThrow('train/good');
});
