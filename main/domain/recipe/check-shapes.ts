import type { Outline, RecipeBody, RecipeProblem } from '../../../preload/contract/recipes.ts';
import { areaOf, crossesItself, overlap } from './geometry.ts';
import { problem } from './problem.ts';

/** Smaller than this share of the picture is a slip of the hand, not a place. */
const leastArea = 1e-4;
const leastLength = 5e-3;

/** What was drawn on the picture. */
export function checkShapes({ region, zones, lines, calibration, follow }: RecipeBody): RecipeProblem[] {
  const shaped = [
    ...(region === null ? [] : [{ path: 'region', outline: region }]),
    ...zones.map(({ outline }, at) => ({ path: `zones.${at}.outline`, outline })),
  ];
  const problems = shaped.flatMap(({ path, outline }) => checkOutline(path, outline));
  if (region !== null && problems.length === 0) {
    for (const [at, { name, outline }] of zones.entries()) {
      if (overlap(outline, region)) continue;
      problems.push(
        problem(
          'outside_region',
          `zones.${at}.outline`,
          `The zone ${name}`,
          'a part of the region',
          'one that lies outside of it',
          'Draw it inside the region, or make the region larger.',
        ),
      );
    }
  }
  const pairs = [
    ...lines.map(({ from, to }, at) => ({ path: `lines.${at}`, from, to })),
    ...(calibration === null ? [] : [{ path: 'calibration', ...calibration }]),
  ];
  for (const { path, from, to } of pairs) {
    if (Math.hypot(to.x - from.x, to.y - from.y) >= leastLength) continue;
    problems.push(
      problem(
        'zero_size',
        path,
        path === 'calibration' ? 'The calibration' : 'The line',
        'two points that lie apart',
        'one and the same',
        'Draw its ends further apart.',
      ),
    );
  }
  if (lines.length > 0 && !follow) {
    problems.push(
      problem(
        'needs_follow',
        'follow',
        'The lines',
        'things that are followed from frame to frame',
        'a recipe that does not follow them',
        'Turn following on, or take the lines away.',
      ),
    );
  }
  return problems;
}

function checkOutline(path: string, outline: Outline): RecipeProblem[] {
  const thing = path === 'region' ? 'The region' : 'The zone';
  if (crossesItself(outline) && areaOf(outline) > 0) {
    return [
      problem(
        'crosses_itself',
        path,
        thing,
        'sides that do not cross',
        'an outline that crosses itself',
        'Move its corners, or draw it anew.',
      ),
    ];
  }
  if (areaOf(outline) >= leastArea) return [];
  return [problem('zero_size', path, thing, 'a part of the picture', 'an outline without an area', 'Draw it larger.')];
}

/** Rules and figures know zones and lines by their names. */
export function checkNames({ zones, lines }: RecipeBody): RecipeProblem[] {
  const twice = (names: readonly string[], list: string): RecipeProblem[] =>
    names.flatMap((name, at) =>
      names.indexOf(name) === at
        ? []
        : [
            problem(
              'name_twice',
              `${list}.${at}.name`,
              `The ${list}`,
              'a name of its own for each',
              `${name} twice`,
              'Give one of them another name.',
            ),
          ],
    );
  return [
    ...twice(
      zones.map(({ name }) => name),
      'zones',
    ),
    ...twice(
      lines.map(({ name }) => name),
      'lines',
    ),
  ];
}
