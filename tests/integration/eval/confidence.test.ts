import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateConfidence, keptPromises, lookAtLabelled, readPromises } from '../../eval/confidence.ts';
import { itUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';

const model = join(import.meta.dirname, '../../../models/pcb-defects');
const data = sharedData('deeppcb');

describe('the evaluation of promises', { timeout: 180_000 }, () => {
  itUnless(whyNoData('deeppcb'))(
    'keeps on average what was promised of real boards, and scores are worth more after',
    async () => {
      const folder = data ?? '';
      const asked = ['--model', model, '--data', folder, '--good', join(folder, 'templates_good')];
      const request = readPromises([...asked, '--miss', '0.1', '--false-reject', '0.1', '--splits', '60']);
      const looked = await lookAtLabelled(request);
      const told = keptPromises(looked, request);
      expect(told).toMatchObject({ n: 460, good: 40, splits: 60 });
      const { missRealised, falseRejectRealised, calibrationErrorBefore, calibrationErrorAfter } = told as {
        readonly missRealised: { readonly mean: number };
        readonly falseRejectRealised: { readonly mean: number };
        readonly calibrationErrorBefore: { readonly ci: readonly [number, number] };
        readonly calibrationErrorAfter: { readonly value: number };
      };
      // All splits are of the same boards, so their mean wanders less than one of them does.
      expect(missRealised.mean).toBeLessThan(0.105);
      expect(missRealised.mean).toBeGreaterThan(0.05);
      expect(falseRejectRealised.mean).toBeLessThan(0.12);
      expect(calibrationErrorAfter.value).toBeLessThan(calibrationErrorBefore.ci[0]);
      // The detector sees nothing at some defects of real boards, so that less cannot be promised.
      const few = readPromises([...asked, '--miss', '0.02', '--splits', '1']);
      expect(() => keptPromises(looked, few)).toThrow('saw nothing at all');
    },
  );

  it('asks for what it needs', async () => {
    await expect(evaluateConfidence([])).rejects.toThrow('Expected --model DIR --data DIR');
    await expect(evaluateConfidence(['--model', model, '--data', '.', '--miss', '2'])).rejects.toThrow('--miss SHARE');
  });
});
