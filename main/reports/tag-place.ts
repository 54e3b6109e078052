import type { Box, Point } from '../../preload/contract/values.ts';

/** Where the name of a find stands: above its box, else below, so that it hides nothing of it, and never beyond the picture. */
export function tagPlace(box: Box, picture: Box, tag: Pick<Box, 'width' | 'height'>): Point {
  const right = picture.x + picture.width - tag.width;
  const bottom = picture.y + picture.height - tag.height;
  const [above, below] = [box.y - tag.height, box.y + box.height];
  const y = above >= picture.y ? above : below <= bottom ? below : Math.max(picture.y, box.y);
  return { x: Math.max(picture.x, Math.min(box.x, right)), y };
}
