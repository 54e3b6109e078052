import type { ItemLabel } from '../../../preload/contract/labels.ts';
import type { Box } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';

export interface LabelRules {
  readonly width: number;
  readonly height: number;
  /** What a box may be; undefined where no model says. */
  readonly classes: readonly string[] | undefined;
}

/** A drawn edge may lie this much outside by rounding. */
const roundingPx = 0.01;

/** Why a person's boxes cannot be kept, if they cannot: the first that is wrong, in one sentence. */
export function checkLabels(boxes: readonly ItemLabel[], { width, height, classes }: LabelRules): Outcome<null> {
  for (const [index, { label, box }] of boxes.entries()) {
    const thing = `Box ${index + 1}`;
    if (classes !== undefined && !classes.includes(label)) {
      return fail('bad_input', {
        thing,
        expected: `one of ${classes.join(', ')}`,
        received: 'a class that the model does not know',
        remedy: 'Choose a class from the list.',
      });
    }
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

const isInside = ({ x, y, width, height }: Box, across: number, down: number): boolean =>
  x >= -roundingPx && y >= -roundingPx && x + width <= across + roundingPx && y + height <= down + roundingPx;

const shown = (value: number): string => String(Math.round(value * 10) / 10);
