import type { AVPixelFormat } from 'node-av/constants';
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_LOG_QUIET,
  AV_OPT_TYPE_INT,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ444P,
  AV_PIX_FMT_YUYV422,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  SWS_POINT,
} from 'node-av/constants';
import { Frame as AvFrame, Codec, CodecContext, Log, Packet, Rational, SoftwareScaleContext } from 'node-av/lib';
import type { PictureOfFrame } from './families/family.ts';

const inputFormats = {
  nv12: AV_PIX_FMT_NV12,
  yuv420p: AV_PIX_FMT_YUV420P,
  yuyv422: AV_PIX_FMT_YUYV422,
  rgb24: AV_PIX_FMT_RGB24,
} as const;

/** FFmpeg's scale, on which 2 loses least; and whether colours are kept at half the resolution. */
interface Quality {
  readonly loss: number;
  readonly format: AVPixelFormat;
}

/** For a screen; about 44 dB of a board. */
export const viewQuality: Quality = { loss: 4, format: AV_PIX_FMT_YUVJ420P };
/** A network may learn from it; about 50 dB, colours at full resolution. */
export const sampleQuality: Quality = { loss: 2, format: AV_PIX_FMT_YUVJ444P };

/** FFmpeg's unit of loss. */
const lossUnit = 118;
const greyChroma = 128;

/** What encodes pictures of one size and format. */
interface Workbench {
  readonly made: string;
  /** Absent where the picture is grey: its pixels are the encoder's own. */
  readonly convert: { readonly scaler: SoftwareScaleContext; readonly source: AvFrame } | undefined;
  readonly goal: AvFrame;
  readonly codec: CodecContext;
  readonly packet: Packet;
}

/**
 * Turns frames into JPEGs on FFmpeg's threads, one at a time, while the next frame is looked at. A third of what libvips takes for
 * the same picture, which has to be made RGB first: the network wants the processor.
 */
export class JpegEncoder {
  readonly #quality: Quality;
  #workbench: Workbench | undefined;
  #count = 0n;

  constructor(quality: Quality) {
    this.#quality = quality;
    Log.setLevel(AV_LOG_QUIET);
  }

  async encode(picture: PictureOfFrame): Promise<Uint8Array> {
    const { goal, codec, packet, convert } = await this.#workbenchFor(picture);
    // The encoder may still read what it was given last.
    check(goal.makeWritable(), 'room for a picture');
    if (convert === undefined) copyGrey(picture, goal);
    else {
      fill(picture, convert.source);
      check(await convert.scaler.scaleFrame(goal, convert.source), 'a converted picture');
    }
    goal.quality = this.#quality.loss * lossUnit;
    goal.pts = this.#count++;
    check(await codec.sendFrame(goal), 'an encoder that takes a picture');
    // Encoded by then: to wait for a thread that only hands it over would cost a turn, which a busy line has for its network.
    check(codec.receivePacketSync(packet), 'an encoded picture');
    const { data } = packet;
    if (data === null) throw new Error('Expected an encoded picture, got an empty packet');
    const jpeg = Uint8Array.from(data);
    packet.unref();
    return jpeg;
  }

  close(): void {
    this.#workbench?.convert?.scaler.freeContext();
    this.#workbench?.convert?.source.free();
    this.#workbench?.goal.free();
    this.#workbench?.codec.freeContext();
    this.#workbench?.packet.free();
    this.#workbench = undefined;
  }

  async #workbenchFor({ width, height, format }: PictureOfFrame): Promise<Workbench> {
    const wanted = `${width}x${height}:${format}`;
    if (this.#workbench?.made === wanted) return this.#workbench;
    this.close();
    const goal = newFrame(width, height, this.#quality.format, 32);
    goal.colorRange = AVCOL_RANGE_JPEG;
    goal.colorSpace = AVCOL_SPC_SMPTE170M;
    const convert =
      format === 'gray8'
        ? undefined
        : { scaler: newScaler(), source: newFrame(width, height, inputFormats[format], 1) };
    for (const chroma of goal.data?.slice(1) ?? []) chroma.fill(greyChroma);
    const codec = await this.#openCodec(width, height);
    const packet = new Packet();
    packet.alloc();
    this.#workbench = { made: wanted, convert, goal, codec, packet };
    return this.#workbench;
  }

  async #openCodec(width: number, height: number): Promise<CodecContext> {
    const encoder = Codec.findEncoder(AV_CODEC_ID_MJPEG);
    if (encoder === null) throw new Error('Expected FFmpeg to have a JPEG encoder, got none');
    const codec = new CodecContext();
    codec.allocContext3(encoder);
    codec.width = width;
    codec.height = height;
    codec.pixelFormat = this.#quality.format;
    codec.colorRange = AVCOL_RANGE_JPEG;
    codec.timeBase = new Rational(1, 1_000);
    codec.threadCount = 1;
    codec.qMin = this.#quality.loss;
    codec.qMax = this.#quality.loss;
    // Bit exact: the file does not name the program that wrote it.
    codec.setFlags(AV_CODEC_FLAG_QSCALE, AV_CODEC_FLAG_BITEXACT);
    check(await codec.open2(encoder, null), 'a JPEG encoder that opens');
    return codec;
  }
}

function check(code: number, expected: string): void {
  if (code < 0) throw new Error(`Expected ${expected}, got code ${code}`);
}

function newScaler(): SoftwareScaleContext {
  const scaler = new SoftwareScaleContext();
  // Without sizes: it then reads size, range and colours from each frame.
  scaler.allocContext();
  scaler.setOption('sws_flags', SWS_POINT, AV_OPT_TYPE_INT);
  return scaler;
}

function newFrame(width: number, height: number, format: AVPixelFormat, align: number): AvFrame {
  const frame = new AvFrame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = format;
  frame.getBuffer(align);
  return frame;
}

/** Frames from shared memory come without padding between rows, and so does the frame that they are copied to. */
function fill({ planes, yuv, format }: PictureOfFrame, source: AvFrame): void {
  if (format !== 'rgb24') {
    source.colorRange = yuv?.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    source.colorSpace = yuv?.matrix === 'bt709' ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  }
  for (const [index, { data, stride }] of planes.entries()) {
    const room = source.data?.[index];
    if (room === undefined || source.linesize[index] !== stride) {
      throw new Error(`Expected rows of ${source.linesize[index]} bytes, got ${stride}`);
    }
    room.set(data.subarray(0, room.length));
  }
}

function copyGrey({ width, height, planes }: PictureOfFrame, goal: AvFrame): void {
  const [plane] = planes;
  const room = goal.data?.[0];
  const rowBytes = goal.linesize[0] ?? 0;
  if (plane === undefined || room === undefined) throw new Error('Expected a grey plane, got none');
  if (rowBytes === plane.stride) {
    room.set(plane.data.subarray(0, Math.min(room.length, plane.data.length)));
    return;
  }
  for (let row = 0; row < height; row += 1) {
    room.set(plane.data.subarray(row * plane.stride, row * plane.stride + width), row * rowBytes);
  }
}
