import {
  AV_LOG_QUIET,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUYV422,
  SWS_POINT,
} from 'node-av/constants';
import { Log, SoftwareScaleContext } from 'node-av/lib';
import sharp from 'sharp';
import type { PictureOfFrame } from './families/family.ts';

const yuvFormats = { nv12: AV_PIX_FMT_NV12, yuv420p: AV_PIX_FMT_YUV420P, yuyv422: AV_PIX_FMT_YUYV422 } as const;

/** Turns frames into JPEGs on the threads of FFmpeg and libvips, one at a time, while the next frame is looked at. */
export class JpegEncoder {
  readonly #quality: number;
  #scaler: SoftwareScaleContext | undefined;
  #scalerFor = '';
  #rgb = Buffer.alloc(0);

  constructor(quality: number) {
    this.#quality = quality;
    Log.setLevel(AV_LOG_QUIET);
    sharp.cache(false);
    sharp.concurrency(1);
  }

  async encode(picture: PictureOfFrame): Promise<Uint8Array> {
    const { width, height, format } = picture;
    const data =
      format === 'gray8' || format === 'rgb24' ? packed(picture) : await this.#toRgb(picture, yuvFormats[format]);
    const channels = format === 'gray8' ? 1 : 3;
    // A sixth more bytes for a third less time: the network wants the processor more than the loopback wants room.
    const options = { quality: this.#quality, optimiseCoding: false };
    return sharp(data, { raw: { width, height, channels } }).jpeg(options).toBuffer();
  }

  close(): void {
    this.#scaler?.freeContext();
    this.#scaler = undefined;
    this.#scalerFor = '';
  }

  async #toRgb(
    { width, height, format, planes }: PictureOfFrame,
    from: (typeof yuvFormats)[keyof typeof yuvFormats],
  ): Promise<Buffer> {
    const wanted = `${width}x${height}:${format}`;
    if (this.#scaler === undefined || wanted !== this.#scalerFor) {
      this.close();
      this.#scaler = new SoftwareScaleContext();
      this.#scaler.getContext(width, height, from, width, height, AV_PIX_FMT_RGB24, SWS_POINT);
      this.#scalerFor = wanted;
      this.#rgb = Buffer.alloc(width * height * 3);
    }
    const buffers = planes.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    const strides = planes.map(({ stride }) => stride);
    const rows = await this.#scaler.scale(buffers, strides, 0, height, [this.#rgb], [width * 3]);
    if (rows !== height) throw new Error(`Expected ${height} converted rows, got ${rows}`);
    return this.#rgb;
  }
}

/** Frames from shared memory come without padding between rows; libvips takes no others. */
function packed({ width, height, format, planes }: PictureOfFrame): Buffer {
  const [plane] = planes;
  const rowBytes = format === 'gray8' ? width : width * 3;
  if (plane?.stride !== rowBytes) throw new Error(`Expected rows of ${rowBytes} bytes, got ${plane?.stride}`);
  return Buffer.from(plane.data.buffer, plane.data.byteOffset, rowBytes * height);
}
