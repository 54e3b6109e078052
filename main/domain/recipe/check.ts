import { takesSide } from '../../../preload/contract/input-sizes.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { RecipeBody, RecipeProblem } from '../../../preload/contract/recipes.ts';
import { isPictureSource } from '../../../preload/contract/sources.ts';
import { checkRule } from './check-rule.ts';
import { checkNames, checkShapes } from './check-shapes.ts';
import { problem, type RecipeWorld } from './problem.ts';

/** All that keeps a recipe from running, not the first alone: a person mends it in one go. */
export function checkRecipe(body: RecipeBody, world: RecipeWorld): readonly RecipeProblem[] {
  return [
    ...checkSource(body, world),
    ...checkModels(body, world),
    ...checkSizes(body, world),
    ...checkShapes(body),
    ...body.rules.flatMap((rule, at) => checkRule(rule, `rules.${at}`, body, world)),
    ...checkNames(body),
    ...checkOthers(body, world),
  ];
}

function checkSource({ sourceId }: RecipeBody, { sources }: RecipeWorld): RecipeProblem[] {
  const source = sources.find(({ id }) => id === sourceId);
  if (source === undefined) {
    return [
      problem(
        'source_unknown',
        'sourceId',
        'The source',
        'one that this station knows',
        sourceId,
        'Add it, or choose another one.',
      ),
    ];
  }
  if (isPictureSource(source)) return [];
  return [
    problem(
      'source_of_sound',
      'sourceId',
      'The source',
      'one of pictures',
      `${sourceId}, which gives sound`,
      'Choose a camera, a video or a folder.',
    ),
  ];
}

function checkModels(body: RecipeBody, { models }: RecipeWorld): RecipeProblem[] {
  const known = new Set(models.map(({ name }) => name));
  const problems = body.models.flatMap((name, at): RecipeProblem[] => {
    if (body.models.indexOf(name) < at) {
      return [
        problem(
          'model_twice',
          `models.${at}`,
          'The models',
          'each of them once',
          `${name} twice`,
          'Take one of the two away.',
        ),
      ];
    }
    if (known.has(name)) return [];
    return [
      problem(
        'model_unknown',
        `models.${at}`,
        'The model',
        'one that is installed and looks at pictures',
        name,
        'Install it, or choose another one.',
      ),
    ];
  });
  const judgesAny = models.some(({ task }) => taskTraits[task].judges);
  const namesNone = body.rules.every((rule) => rule.kind === 'defect' && rule.label === null);
  // While a model is not here nobody can tell whether it judges.
  if (judgesAny || !namesNone || problems.length > 0) return problems;
  return [
    problem(
      'nothing_judges',
      'rules',
      'The recipe',
      'a model that judges, or a rule about a label',
      'models that only tell what is there',
      'Add a rule that names what is wrong, what must be there or what is measured.',
    ),
  ];
}

function checkSizes({ models: wanted, inputSizes }: RecipeBody, { models }: RecipeWorld): RecipeProblem[] {
  return Object.entries(inputSizes).flatMap(([name, side]): RecipeProblem[] => {
    const path = `inputSizes.${name}`;
    if (!wanted.includes(name)) {
      const remedy = 'Take the size out, or the model in.';
      return [problem('size_of_none', path, 'The size', 'one of a model of this recipe', name, remedy)];
    }
    // While a model is not here nobody can tell which sizes it takes.
    const taken = models.find((model) => model.name === name)?.io.input;
    if (taken === undefined || takesSide(taken, side)) return [];
    const { width, height, strideMultiple: step } = taken;
    const expected = step === undefined ? `${width} x ${height} alone` : `a multiple of ${step}`;
    const remedy = 'Choose a size that the network takes, or leave it as the model says.';
    return [problem('size_refused', path, `The size of ${name}`, expected, String(side), remedy)];
  });
}

function checkOthers({ outputs: wanted, code }: RecipeBody, { outputs, others }: RecipeWorld): RecipeProblem[] {
  const unknown = outputs === undefined ? [] : wanted.filter((id) => !outputs.includes(id));
  const problems = unknown.map((id) =>
    problem(
      'output_unknown',
      `outputs.${wanted.indexOf(id)}`,
      'The output',
      'one that this station knows',
      id,
      'Add it, or take it out of the recipe.',
    ),
  );
  const other = code === null ? undefined : others.find(({ body }) => body.code === code);
  if (other === undefined) return problems;
  return [
    ...problems,
    problem(
      'code_taken',
      'code',
      'The code',
      'one that no other recipe has',
      `that of ${other.name}`,
      'Choose another one, or take it from the other recipe first.',
    ),
  ];
}
