/** Where a box of a picture may lie, in pixels of a network's input. */
export interface BoxBounds {
  readonly width: number;
  readonly height: number;
  /** So far beside the input an edge may lie. */
  readonly reach: number;
  /** So much a side may fall short of nought. */
  readonly slack: number;
}

/** Whether corners can be those of a box: none that is no number can. Sides are measured in single precision, as natively. */
export function isWithinBounds(x1: number, y1: number, x2: number, y2: number, bounds: BoxBounds): boolean {
  const { width, height, reach, slack } = bounds;
  return (
    x1 >= -reach &&
    y1 >= -reach &&
    x2 <= width + reach &&
    y2 <= height + reach &&
    x1 <= 2 * width &&
    y1 <= 2 * height &&
    x2 >= -width &&
    y2 >= -height &&
    Math.fround(x2 - x1) >= -slack &&
    Math.fround(y2 - y1) >= -slack
  );
}
