import { expect, it } from 'vitest';
import { tagPlace } from '../../../main/reports/tag-place.ts';

const picture = { x: 100, y: 50, width: 200, height: 150 };
const tag = { width: 40, height: 9 };

it.each([
  ['above its box', { x: 150, y: 100, width: 30, height: 20 }, { x: 150, y: 91 }],
  ['below a box at the upper edge', { x: 150, y: 52, width: 30, height: 20 }, { x: 150, y: 72 }],
  ['within a box as high as the picture', { x: 150, y: 50, width: 30, height: 150 }, { x: 150, y: 50 }],
  ['within the picture on the right', { x: 290, y: 100, width: 30, height: 20 }, { x: 260, y: 91 }],
  ['within the picture on the left', { x: 90, y: 100, width: 30, height: 20 }, { x: 100, y: 91 }],
])('a tag stands %s', (_, box, place) => {
  expect(tagPlace(box, picture, tag)).toEqual(place);
});
