import type { Item, ItemLabel, ItemMark } from '../../../preload/contract/labels.ts';
import type { ModelCard } from '../../../preload/contract/model-card.ts';
import type { Box } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';

export interface LabelRules {
  readonly width: number;
  readonly height: number;
  /** What a box may be; undefined where no model says. */
  readonly classes: readonly string[] | undefined;
}

/** A drawn edge may lie this much outside by rounding: in pixels of a picture, in milliseconds of a sound. */
const rounding = 0.01;

/** Why a person's boxes cannot be kept, if they cannot: the first that is wrong, in one sentence. */
export function checkLabels(boxes: readonly ItemLabel[], { width, height, classes }: LabelRules): Outcome<null> {
  for (const [index, { label, box }] of boxes.entries()) {
    const thing = `Box ${index + 1}`;
    if (classes !== undefined && !classes.includes(label)) return unknownClass(thing, classes);
    if (!(box.width > 0 && box.height > 0)) {
      return fail('bad_input', {
        thing,
        expected: 'a width and a height above 0',
        received: `${shown(box.width)} x ${shown(box.height)}`,
        remedy: 'Draw the box again or delete it.',
      });
    }
    if (!isInside(box, width, height)) {
      return fail('bad_input', {
        thing,
        expected: `to lie inside the picture of ${width} x ${height}`,
        received: `${shown(box.x)}, ${shown(box.y)} to ${shown(box.x + box.width)}, ${shown(box.y + box.height)}`,
        remedy: 'Move the box into the picture.',
      });
    }
  }
  return succeed(null);
}

/** The same of the stretches of a sound. */
export function checkMarks(
  marks: readonly ItemMark[],
  { durationMs, classes }: Pick<LabelRules, 'classes'> & { readonly durationMs: number },
): Outcome<null> {
  for (const [index, { label, fromMs, toMs }] of marks.entries()) {
    const thing = `Mark ${index + 1}`;
    if (classes !== undefined && !classes.includes(label)) return unknownClass(thing, classes);
    const received = `${shown(fromMs)} to ${shown(toMs)} ms`;
    if (fromMs >= toMs) {
      const remedy = 'Mark the stretch again or delete it.';
      return fail('bad_input', { thing, expected: 'to end after it begins', received, remedy });
    }
    if (fromMs < -rounding || toMs > durationMs + rounding) {
      const expected = `to lie inside the sound of ${shown(durationMs)} ms`;
      return fail('bad_input', { thing, expected, received, remedy: 'Move the mark into the sound.' });
    }
  }
  return succeed(null);
}

export interface Said {
  readonly boxes: readonly ItemLabel[];
  readonly marks: readonly ItemMark[];
}

/** Boxes are of pictures and marks are of sounds; each must lie inside its own. */
export function checkSaid(item: Item, { boxes, marks }: Said, classes: LabelRules['classes']): Outcome<null> {
  if (item.sound === undefined) {
    return marks.length === 0
      ? checkLabels(boxes, { width: item.width, height: item.height, classes })
      : otherMedium(item, 'boxes of a picture', 'stretches of a sound');
  }
  return boxes.length === 0
    ? checkMarks(marks, { durationMs: item.sound.durationMs, classes })
    : otherMedium(item, 'stretches of a sound', 'boxes of a picture');
}

/** What a person can say a thing is. A model of a single class is told of by yes or no. */
export function classesToSay({ labels }: Pick<ModelCard, 'labels'>, medium: Item['medium']): readonly string[] {
  const [only] = labels;
  return medium === 'sound' && labels.length === 1 && only !== undefined ? [only, `not ${only}`] : labels;
}

const unknownClass = (thing: string, classes: readonly string[]): Outcome<never> =>
  fail('bad_input', {
    thing,
    expected: `one of ${classes.join(', ')}`,
    received: 'a class that the model does not know',
    remedy: 'Choose a class from the list.',
  });

const otherMedium = ({ id }: Item, expected: string, received: string): Outcome<never> =>
  fail('bad_input', { thing: `Item ${id}`, expected, received, remedy: 'Reload the queue and label it anew.' });

const isInside = ({ x, y, width, height }: Box, across: number, down: number): boolean =>
  x >= -rounding && y >= -rounding && x + width <= across + rounding && y + height <= down + rounding;

const shown = (value: number): string => String(Math.round(value * 10) / 10);
