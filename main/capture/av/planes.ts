import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUYV422,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
} from 'node-av/constants';
import { Frame as AvFrame, SoftwareScaleContext } from 'node-av/lib';
import type { Frame, PixelFormat } from '../../domain/frame.ts';
import { planeShapes } from '../plane-shapes.ts';

export type Picture = Pick<Frame, 'width' | 'height' | 'format' | 'planes'>;

const asTheyCome = new Map<number, PixelFormat>([
  [AV_PIX_FMT_GRAY8, 'gray8'],
  [AV_PIX_FMT_RGB24, 'rgb24'],
  [AV_PIX_FMT_YUV420P, 'yuv420p'],
  [AV_PIX_FMT_NV12, 'nv12'],
  [AV_PIX_FMT_YUYV422, 'yuyv422'],
]);

/** The planes of a decoded picture, borrowed until the next one: as they come, or converted to yuv420p. */
export class PlaneReader {
  #scaler: SoftwareScaleContext | undefined;
  #converted: AvFrame | undefined;

  read(picture: AvFrame): Picture | undefined {
    const format = this.#known(picture);
    if (format !== undefined) return planesOf(picture, format);
    const converted = this.#convert(picture);
    return converted === undefined ? undefined : planesOf(converted, 'yuv420p');
  }

  close(): void {
    this.#scaler?.freeContext();
    this.#converted?.free();
    this.#scaler = undefined;
    this.#converted = undefined;
  }

  #known(picture: AvFrame): PixelFormat | undefined {
    const format = asTheyCome.get(picture.format);
    // Everything downstream takes YUV as studio range; full range goes through the scaler once instead.
    const fullRange = picture.colorRange === AVCOL_RANGE_JPEG;
    return fullRange && format !== 'gray8' && format !== 'rgb24' ? undefined : format;
  }

  #convert(picture: AvFrame): AvFrame | undefined {
    const converted = this.#targetFor(picture.width, picture.height);
    const scaler = this.#scaler ?? newScaler();
    this.#scaler = scaler;
    return scaler.scaleFrameSync(converted, picture) < 0 ? undefined : converted;
  }

  #targetFor(width: number, height: number): AvFrame {
    const known = this.#converted;
    if (known !== undefined && known.width === width && known.height === height) return known;
    known?.free();
    const target = new AvFrame();
    target.alloc();
    target.width = width;
    target.height = height;
    target.format = AV_PIX_FMT_YUV420P;
    target.colorRange = AVCOL_RANGE_MPEG;
    target.getBuffer();
    this.#converted = target;
    return target;
  }
}

function newScaler(): SoftwareScaleContext {
  const scaler = new SoftwareScaleContext();
  // Left without sizes on purpose: it then reads size, format and range from each frame.
  scaler.allocContext();
  return scaler;
}

function planesOf(picture: AvFrame, format: PixelFormat): Picture | undefined {
  const { width, height, linesize, data } = picture;
  if (data === null || width <= 0 || height <= 0) return undefined;
  const planes = planeShapes(format, width, height).map((shape, index) => ({
    data: data[index] ?? new Uint8Array(0),
    stride: linesize[index] ?? 0,
    needs: shape.rowBytes,
  }));
  // A bottom-up picture has negative strides; no source here gives one, and what is not understood is not judged.
  if (planes.some((plane) => plane.stride < plane.needs || plane.data.length === 0)) return undefined;
  return { width, height, format, planes: planes.map(({ data, stride }) => ({ data, stride })) };
}
