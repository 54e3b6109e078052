import type { Words } from '../../locales/words.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import type { RecipeDraft, RuleDraft } from './recipe-draft.ts';

type RecipeWords = Words['recipes'];

/** A rule as a person would say it; also while it is being typed. */
export function ruleSentence(rule: RuleDraft, { rules }: RecipeWords): string {
  const { sentence } = rules;
  const label = rule.label === null || rule.label === '' ? null : labelWords(rule.label);
  const { score, zone } = rule;
  switch (rule.kind) {
    case 'defect':
      return sentence.defect({ label, score, zone, area: rule.leastAreaMm2, count: Number(rule.leastCount) || 1 });
    case 'missing':
      return sentence.missing({ label: label ?? rules.something, score, zone, count: Number(rule.count) || 1 });
    case 'measure':
      return sentence.measure({
        label: label ?? rules.something,
        side: rule.side,
        score,
        zone,
        least: rule.leastMm,
        most: rule.mostMm,
      });
  }
}

export function partsSentence({ parts }: Pick<RecipeDraft, 'parts'>, words: RecipeWords): string {
  const { sentence } = words.parts;
  switch (parts.by) {
    case 'source':
      return sentence.source;
    case 'time':
      return sentence.time(parts.seconds);
    case 'trigger':
      return sentence.trigger(parts.frames, parts.delayMs);
  }
}

export const voteSentence = ({ vote }: Pick<RecipeDraft, 'vote'>, words: RecipeWords): string =>
  words.parts.sentence.vote(vote.failFrames, vote.sureScore, vote.unsureFrames);
