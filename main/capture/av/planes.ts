import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUYV422,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
} from 'node-av/constants';
import { Frame as AvFrame, SoftwareScaleContext } from 'node-av/lib';
import { type Frame, mostSidePixels, type PixelFormat, type YuvMeaning } from '../../domain/frame.ts';
import { planeShapes } from '../plane-shapes.ts';

export type Picture = Pick<Frame, 'width' | 'height' | 'format' | 'planes' | 'yuv'>;

const asTheyCome = new Map<number, PixelFormat>([
  [AV_PIX_FMT_GRAY8, 'gray8'],
  [AV_PIX_FMT_RGB24, 'rgb24'],
  [AV_PIX_FMT_YUV420P, 'yuv420p'],
  [AV_PIX_FMT_YUVJ420P, 'yuv420p'],
  [AV_PIX_FMT_NV12, 'nv12'],
  [AV_PIX_FMT_YUYV422, 'yuyv422'],
]);

/** The planes of a decoded picture, borrowed until the next one: as they come, or converted to yuv420p. */
export class PlaneReader {
  #scaler: SoftwareScaleContext | undefined;
  #converted: AvFrame | undefined;

  read(picture: AvFrame): Picture | undefined {
    const format = asTheyCome.get(picture.format);
    const yuv = meaningOf(picture);
    if (format !== undefined) return planesOf(picture, format, yuv);
    const converted = this.#convert(picture, yuv);
    return converted === undefined ? undefined : planesOf(converted, 'yuv420p', yuv);
  }

  close(): void {
    this.#scaler?.freeContext();
    this.#converted?.free();
    this.#scaler = undefined;
    this.#converted = undefined;
  }

  #convert(picture: AvFrame, { matrix, range }: YuvMeaning): AvFrame | undefined {
    const converted = this.#targetFor(picture.width, picture.height);
    converted.colorRange = range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    converted.colorSpace = matrix === 'bt709' ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
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
    target.getBuffer();
    this.#converted = target;
    return target;
  }
}

/** What the decoder says of its numbers: Motion-JPEG fills the whole range, high definition mixes its colours otherwise. */
function meaningOf({ format, colorRange, colorSpace }: AvFrame): YuvMeaning {
  const isFull = colorRange === AVCOL_RANGE_JPEG || format === AV_PIX_FMT_YUVJ420P;
  return { matrix: colorSpace === AVCOL_SPC_BT709 ? 'bt709' : 'bt601', range: isFull ? 'full' : 'limited' };
}

function newScaler(): SoftwareScaleContext {
  const scaler = new SoftwareScaleContext();
  // Left without sizes on purpose: it then reads size, format and range from each frame.
  scaler.allocContext();
  return scaler;
}

function planesOf(picture: AvFrame, format: PixelFormat, yuv: YuvMeaning): Picture | undefined {
  const { width, height, linesize, data } = picture;
  if (data === null || width <= 0 || height <= 0 || Math.max(width, height) > mostSidePixels) return undefined;
  const planes = planeShapes(format, width, height).map((shape, index) => ({
    data: data[index] ?? new Uint8Array(0),
    stride: linesize[index] ?? 0,
    needs: shape.rowBytes,
  }));
  // A bottom-up picture has negative strides; no source here gives one, and what is not understood is not judged.
  if (planes.some((plane) => plane.stride < plane.needs || plane.data.length === 0)) return undefined;
  const shown = { width, height, format, planes: planes.map(({ data, stride }) => ({ data, stride })) };
  return format === 'gray8' || format === 'rgb24' ? shown : { ...shown, yuv };
}
