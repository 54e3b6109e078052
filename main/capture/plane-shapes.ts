import { assertNever } from '../domain/assert-never.ts';
import type { PixelFormat } from '../domain/frame.ts';

export interface PlaneShape {
  readonly rowBytes: number;
  readonly rows: number;
}

/** The planes of a picture without padding; chroma of odd sizes is rounded up, as FFmpeg does. */
export function planeShapes(format: PixelFormat, width: number, height: number): readonly PlaneShape[] {
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  switch (format) {
    case 'gray8':
      return [{ rowBytes: width, rows: height }];
    case 'rgb24':
      return [{ rowBytes: width * 3, rows: height }];
    case 'yuyv422':
      return [{ rowBytes: halfWidth * 4, rows: height }];
    case 'nv12':
      return [
        { rowBytes: width, rows: height },
        { rowBytes: halfWidth * 2, rows: halfHeight },
      ];
    case 'yuv420p':
      return [
        { rowBytes: width, rows: height },
        { rowBytes: halfWidth, rows: halfHeight },
        { rowBytes: halfWidth, rows: halfHeight },
      ];
    default:
      return assertNever(format);
  }
}

export function pictureBytes(format: PixelFormat, width: number, height: number): number {
  return planeShapes(format, width, height).reduce((sum, plane) => sum + plane.rowBytes * plane.rows, 0);
}
