import type { RecipeBody, RecipeProblem, RecipeRule } from '../../../preload/contract/recipes.ts';
import { problem, type RecipeWorld } from './problem.ts';

export function checkRule(rule: RecipeRule, path: string, body: RecipeBody, { models }: RecipeWorld): RecipeProblem[] {
  const problems: RecipeProblem[] = [];
  const labels = new Set(models.flatMap((model) => model.labels));
  const areAllHere = body.models.every((name) => models.some((model) => model.name === name));
  if (rule.label !== null && areAllHere && !labels.has(rule.label)) {
    problems.push(
      problem(
        'label_unknown',
        `${path}.label`,
        'The rule',
        'a label of its models',
        rule.label,
        `Choose one of: ${[...labels].slice(0, 20).join(', ')}.`,
      ),
    );
  }
  if (rule.zone !== null && !body.zones.some(({ name }) => name === rule.zone)) {
    problems.push(
      problem(
        'zone_unknown',
        `${path}.zone`,
        'The rule',
        'a zone of this recipe',
        rule.zone,
        'Draw that zone, or let the rule hold everywhere.',
      ),
    );
  }
  const measuresMm = rule.kind === 'measure' || (rule.kind === 'defect' && rule.leastAreaMm2 !== null);
  if (measuresMm && body.calibration === null) {
    problems.push(
      problem(
        'needs_calibration',
        path,
        'The rule',
        'a calibration, as it measures in millimetres',
        'none',
        'Mark two points whose distance you know.',
      ),
    );
  }
  if (rule.kind !== 'measure') return problems;
  const { leastMm, mostMm } = rule;
  if (leastMm === null && mostMm === null) {
    problems.push(
      problem('needs_limit', path, 'The rule', 'a least or a most measure', 'neither', 'Say what is allowed.'),
    );
  } else if (leastMm !== null && mostMm !== null && leastMm > mostMm) {
    problems.push(
      problem(
        'limits_crossed',
        path,
        'The rule',
        'a least measure below the most',
        `${leastMm} mm to ${mostMm} mm`,
        'Swap the two.',
      ),
    );
  }
  return problems;
}
