/** Words for the size at which a model sees pictures. */
export const enInputSize = {
  act: 'Choose how large it sees',
  title: 'How large it sees',
  lead: (model: string) => `${model} makes each picture a square of so many pixels before it looks.`,
  label: 'Size',
  sees: 'Sees at',
  of: (model: string) => `Size at which ${model} sees`,
  side: (pixels: string) => `${pixels} px`,
  sides: (width: string, height: string) => `${width} × ${height} px`,
  own: 'Its own: its numbers were measured at it',
  less: (percent: string) => `${percent} of the work; small things are told apart less well`,
  more: (times: string) => `${times} times the work`,
  model: (pixels: string) => `Model, ${pixels} px`,
  at: (model: string, pixels: string) => `${model} at ${pixels} px`,
  restarts: 'The line is changed over at once. Parts are judged at the new size from then on.',
  byRecipe: (recipe: string) => `${recipe} says how large its models see.`,
  change: 'Change the recipe',
};
