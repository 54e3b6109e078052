import type { HeatMap } from '../../preload/contract/frames.ts';
import { heatColour, heatCover } from './heat-colours.ts';
import { limitContour } from './heat-contour.ts';
import { imagePoint, type Placement, type Size, toView } from './space.ts';

type Pen = CanvasRenderingContext2D;

const fullAlpha = 255;

/** One pixel for each cell: the canvas smooths between them as it enlarges. */
function cellsOf(heat: HeatMap): OffscreenCanvas | null {
  const cells = new OffscreenCanvas(heat.columns, heat.rows);
  const pen = cells.getContext('2d');
  if (pen === null) return null;
  const pixels = pen.createImageData(heat.columns, heat.rows);
  for (const [index, value] of heat.values.slice(0, heat.columns * heat.rows).entries()) {
    const [red, green, blue] = heatColour(value);
    pixels.data.set([red, green, blue, Math.round(heatCover(value, heat.limit) * fullAlpha)], index * 4);
  }
  pen.putImageData(pixels, 0, 0);
  return cells;
}

export interface HeatStyle {
  /** 0 draws nothing. */
  readonly opacity: number;
  readonly density: number;
}

/** How unusual each place is, laid over its picture, and the line along which it begins to be a defect. */
export function drawHeat(pen: Pen, heat: HeatMap, picture: Size, placement: Placement, style: HeatStyle): void {
  if (style.opacity <= 0) return;
  const cells = cellsOf(heat);
  if (cells === null) return;
  const { left, top, scale } = placement;
  pen.save();
  pen.globalAlpha = style.opacity;
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'low';
  pen.drawImage(cells, left, top, picture.width * scale, picture.height * scale);
  pen.restore();
  const outline = new Path2D();
  for (const segment of limitContour(heat)) {
    const [from, to] = segment.map(([x, y]) => toView(placement, imagePoint(x * picture.width, y * picture.height)));
    if (from === undefined || to === undefined) continue;
    outline.moveTo(from.x, from.y);
    outline.lineTo(to.x, to.y);
  }
  pen.save();
  pen.lineCap = 'round';
  for (const [colour, width] of [
    ['#0b0e0f', 4.5],
    ['#ffffff', 2],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * style.density;
    pen.stroke(outline);
  }
  pen.restore();
}
