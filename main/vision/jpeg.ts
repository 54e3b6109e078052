import type { AVPixelFormat } from 'node-av/constants';
import {
  AV_LOG_QUIET,
  AV_OPT_TYPE_INT,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUYV422,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  SWS_POINT,
} from 'node-av/constants';
import { Frame as AvFrame, Log, SoftwareScaleContext } from 'node-av/lib';
import sharp from 'sharp';
import type { PictureOfFrame } from './families/family.ts';

const yuvFormats = { nv12: AV_PIX_FMT_NV12, yuv420p: AV_PIX_FMT_YUV420P, yuyv422: AV_PIX_FMT_YUYV422 } as const;
type YuvFormat = (typeof yuvFormats)[keyof typeof yuvFormats];

/** What turns pictures of one size and format into RGB. */
interface Workbench {
  readonly made: string;
  readonly scaler: SoftwareScaleContext;
  readonly source: AvFrame;
  readonly goal: AvFrame;
}

/** Turns frames into JPEGs on the threads of FFmpeg and libvips, one at a time, while the next frame is looked at. */
export class JpegEncoder {
  readonly #quality: number;
  #workbench: Workbench | undefined;

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
    this.#workbench?.scaler.freeContext();
    this.#workbench?.source.free();
    this.#workbench?.goal.free();
    this.#workbench = undefined;
  }

  async #toRgb(picture: PictureOfFrame, from: YuvFormat): Promise<Buffer> {
    const { width, height, planes, yuv } = picture;
    const { scaler, source, goal } = this.#workbenchFor(picture, from);
    source.colorRange = yuv?.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    source.colorSpace = yuv?.matrix === 'bt709' ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    for (const [index, { data, stride }] of planes.entries()) {
      const room = source.data?.[index];
      if (room === undefined || source.linesize[index] !== stride) {
        throw new Error(`Expected rows of ${source.linesize[index]} bytes, got ${stride}`);
      }
      room.set(data.subarray(0, room.length));
    }
    const code = await scaler.scaleFrame(goal, source);
    const rgb = goal.data?.[0];
    if (code < 0 || rgb === undefined) throw new Error(`Expected a converted picture, got code ${code}`);
    return rgb.subarray(0, width * 3 * height);
  }

  #workbenchFor({ width, height, format }: PictureOfFrame, from: YuvFormat): Workbench {
    const wanted = `${width}x${height}:${format}`;
    if (this.#workbench?.made === wanted) return this.#workbench;
    this.close();
    const scaler = new SoftwareScaleContext();
    // Without sizes: it then reads size, range and colours from each frame.
    scaler.allocContext();
    scaler.setOption('sws_flags', SWS_POINT, AV_OPT_TYPE_INT);
    const source = newFrame(width, height, from);
    const goal = newFrame(width, height, AV_PIX_FMT_RGB24);
    this.#workbench = { made: wanted, scaler, source, goal };
    return this.#workbench;
  }
}

function newFrame(width: number, height: number, format: AVPixelFormat): AvFrame {
  const frame = new AvFrame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = format;
  // Rows without padding, as they come from shared memory and as libvips wants them.
  frame.getBuffer(1);
  return frame;
}

/** Frames from shared memory come without padding between rows; libvips takes no others. */
function packed({ width, height, format, planes }: PictureOfFrame): Buffer {
  const [plane] = planes;
  const rowBytes = format === 'gray8' ? width : width * 3;
  if (plane?.stride !== rowBytes) throw new Error(`Expected rows of ${rowBytes} bytes, got ${plane?.stride}`);
  return Buffer.from(plane.data.buffer, plane.data.byteOffset, rowBytes * height);
}
