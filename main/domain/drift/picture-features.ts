import type { Frame } from '../frame.ts';
import { type ColourReader, colourReader } from './colour-reader.ts';

export interface PictureColour {
  /** Mean of (most - least) / most over red, green and blue. */
  readonly saturation: number;
  /** Mean of red less green, in grey levels. */
  readonly redGreen: number;
  /** Mean of yellow, which is half red and half green, less blue. */
  readonly yellowBlue: number;
}

export interface PictureFeatures {
  /** Mean luma, 0 to 255. */
  readonly brightness: number;
  /** Standard deviation of luma (of green in RGB pictures). */
  readonly contrast: number;
  /** Variance of the Laplacian at full resolution: falls as a picture blurs. */
  readonly sharpness: number;
  /** Null where the camera sees grey. */
  readonly colour: PictureColour | null;
}

type Picture = Pick<Frame, 'format' | 'width' | 'height' | 'planes'>;

/** Looked at along each side: 4,096 points in all, whatever the picture's size. */
const pointsAlong = 64;
/** Each row of points begins elsewhere, so that a regular pattern is not met at the same phase throughout. */
const jitter = 7;

interface LumaPlane {
  readonly data: Uint8Array;
  readonly stride: number;
  readonly pixelStride: number;
  readonly offset: number;
}

function lumaPlane({ format, planes }: Picture): LumaPlane | undefined {
  const plane = planes[0];
  if (plane === undefined) return undefined;
  if (format === 'rgb24') return { ...plane, pixelStride: 3, offset: 1 };
  return { ...plane, pixelStride: format === 'yuyv422' ? 2 : 1, offset: 0 };
}

/** Takes the same points of a picture for the same size; undefined for one too small to have a Laplacian. */
export function pictureFeatures(picture: Picture): PictureFeatures | undefined {
  const { width, height, format } = picture;
  const luma = lumaPlane(picture);
  if (luma === undefined || width < 3 || height < 3) return undefined;
  const grid = gridOf(width, height);
  const seen = lumaFeatures(luma, grid);
  const readColour = colourReader(picture);
  if (readColour === undefined) return { ...seen, colour: null };
  const { luma: colourLuma, ...colour } = colourFeatures(readColour, grid);
  return { ...seen, brightness: format === 'rgb24' ? colourLuma : seen.brightness, colour };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Points lie at least one pixel inside, so that every one has four neighbours. */
function gridOf(width: number, height: number): Grid {
  const stepX = Math.max(1, Math.floor((width - 2) / pointsAlong));
  const stepY = Math.max(1, Math.floor((height - 2) / pointsAlong));
  return { columns: Math.floor((width - 2) / stepX), rows: Math.floor((height - 2) / stepY), stepX, stepY };
}

function lumaFeatures(plane: LumaPlane, grid: Grid): Omit<PictureFeatures, 'colour'> {
  const { data, stride, pixelStride, offset } = plane;
  const [stepBytes, points] = [grid.stepX * pixelStride, grid.columns * grid.rows];
  let [sum, squares, edges, edgeSquares] = [0, 0, 0, 0];
  for (let row = 0; row < grid.rows; row += 1) {
    const start = (1 + row * grid.stepY) * stride + (1 + ((row * jitter) % grid.stepX)) * pixelStride + offset;
    for (let column = 0; column < grid.columns; column += 1) {
      const at = start + column * stepBytes;
      const value = data[at] ?? 0;
      const besides = (data[at - pixelStride] ?? 0) + (data[at + pixelStride] ?? 0);
      const edge = besides + (data[at - stride] ?? 0) + (data[at + stride] ?? 0) - 4 * value;
      sum += value;
      squares += value * value;
      edges += edge;
      edgeSquares += edge * edge;
    }
  }
  return {
    brightness: sum / points,
    contrast: Math.sqrt(Math.max(0, squares / points - (sum / points) ** 2)),
    sharpness: Math.max(0, edgeSquares / points - (edges / points) ** 2),
  };
}

function colourFeatures(read: ColourReader, grid: Grid): PictureColour & { readonly luma: number } {
  const points = grid.columns * grid.rows;
  let [red, green, blue, saturation] = [0, 0, 0, 0];
  for (let row = 0; row < grid.rows; row += 1) {
    const y = 1 + row * grid.stepY;
    const startX = 1 + ((row * jitter) % grid.stepX);
    for (let column = 0; column < grid.columns; column += 1) {
      const rgb = read(startX + column * grid.stepX, y);
      const r = rgb >>> 16;
      const g = (rgb >>> 8) & 255;
      const b = rgb & 255;
      const most = Math.max(r, g, b);
      const least = Math.min(r, g, b);
      red += r;
      green += g;
      blue += b;
      if (most > 0) saturation += (most - least) / most;
    }
  }
  return {
    luma: (0.299 * red + 0.587 * green + 0.114 * blue) / points,
    saturation: saturation / points,
    redGreen: (red - green) / points,
    yellowBlue: ((red + green) / 2 - blue) / points,
  };
}
