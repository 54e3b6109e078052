import type { PixelFormat } from '../../main/domain/frame.ts';

interface PlaneShape {
  readonly rowBytes: number;
  readonly rows: number;
}

/** How large each plane of a format is at least, without what strides add. */
export function planeShapes(format: PixelFormat, width: number, height: number): readonly PlaneShape[] {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const luma = { rowBytes: width, rows: height };
  switch (format) {
    case 'gray8':
      return [luma];
    case 'rgb24':
      return [{ rowBytes: width * 3, rows: height }];
    case 'yuv420p':
      return [luma, { rowBytes: half.width, rows: half.height }, { rowBytes: half.width, rows: half.height }];
    case 'nv12':
      return [luma, { rowBytes: half.width * 2, rows: half.height }];
    case 'yuyv422':
      return [{ rowBytes: half.width * 4, rows: height }];
  }
}
