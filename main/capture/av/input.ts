import {
  AV_CODEC_ID_MJPEG,
  AV_LOG_QUIET,
  AV_TIME_BASE,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVFMT_FLAG_NONBLOCK,
  AVMEDIA_TYPE_VIDEO,
  FF_THREAD_SLICE,
} from 'node-av/constants';
import type { Stream } from 'node-av/lib';
import {
  Frame as AvFrame,
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  InputFormat,
  Log,
  Packet,
} from 'node-av/lib';
import type { SourceFormat } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { unreachable } from '../unreachable.ts';
import { openReason } from './open-reason.ts';
import { reasonOf } from './reasons.ts';

/** What FFmpeg is asked to open, and how a person is told when it cannot be. */
export interface InputSpec {
  readonly thing: string;
  readonly expected: string;
  readonly remedy: string;
  readonly url: string;
  readonly format?: string;
  readonly options: Readonly<Record<string, string>>;
  /** Cameras: a driver that stalls would hold a blocking read for ever. */
  readonly nonBlocking: boolean;
  /** Live streams and files say their size only after some packets; a camera knows it at once. */
  readonly readStreamInfo: boolean;
  /** Cameras: drivers that lack the size asked for give another without a word. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

export type ReadResult =
  | { readonly kind: 'read' }
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly note: string };

export type ShowPicture = (picture: AvFrame) => Promise<void>;

/** Seconds per timestamp unit of the stream, for pacing. */
export interface OpenInput {
  readonly format: SourceFormat;
  readonly secondsPerTick: number;
  /** How long it says that it is; 0 where it does not say. */
  readonly seconds: number;
}

/** One opened FFmpeg input with its decoder; FFmpeg's own log stays silent, as it may print addresses. */
export class AvInput {
  readonly #spec: InputSpec;
  readonly #container = new FormatContext();
  readonly #decoder = new CodecContext();
  readonly #packet = new Packet();
  readonly #picture = new AvFrame();
  #streamIndex = -1;
  #pending: Promise<number> | undefined;
  #interrupted = false;
  #damaged = 0;
  #packets = 0;
  #whole = 0;

  constructor(spec: InputSpec) {
    this.#spec = spec;
    Log.setLevel(AV_LOG_QUIET);
    this.#container.allocContext();
    this.#packet.alloc();
    this.#picture.alloc();
  }

  /** Pictures that could not be decoded, or not whole. */
  get damaged(): number {
    return this.#damaged;
  }

  /** The same once all is read: around what is damaged, decoders swallow pictures without a word. */
  get damagedAtEnd(): number {
    return this.#damaged === 0 ? 0 : Math.max(this.#damaged, this.#packets - this.#whole);
  }

  async open(deadlineMs: number): Promise<Outcome<OpenInput>> {
    const timer = setTimeout(() => this.interrupt(), deadlineMs);
    const code = await this.#openContainer();
    clearTimeout(timer);
    if (code < 0 && this.#interrupted) return this.#refuse(`no picture within ${deadlineMs / 1000} s`);
    if (code < 0) return this.#refuse(await openReason(code, this.#spec.url));
    return this.#openDecoder();
  }

  /** Reads one packet and hands over what it decodes to; each picture is lent until `show` is done with it. */
  async read(show: ShowPicture): Promise<ReadResult> {
    const code = this.#spec.nonBlocking ? this.#container.readFrameSync(this.#packet) : await this.#readAsync();
    if (code === AVERROR_EAGAIN) return { kind: 'nothing-yet' };
    if (code === AVERROR_EOF) {
      await this.#decode(null, show);
      return { kind: 'ended' };
    }
    if (code < 0) return { kind: 'failed', note: reasonOf(code) };
    // An empty packet, as a driver gives for a broken picture, would tell the decoder that the stream is over.
    if (this.#packet.streamIndex === this.#streamIndex && this.#packet.size > 0) await this.#decode(this.#packet, show);
    this.#packet.unref();
    return { kind: 'read' };
  }

  /** Ends a read that waits; nothing can be read afterwards. */
  interrupt(): void {
    this.#interrupted = true;
    this.#container.interrupt();
  }

  async close(): Promise<void> {
    this.interrupt();
    await this.#pending;
    this.#decoder.freeContext();
    this.#picture.free();
    this.#packet.free();
    await this.#container.closeInput();
  }

  async #readAsync(): Promise<number> {
    this.#pending = this.#container.readFrame(this.#packet);
    const code = await this.#pending;
    this.#pending = undefined;
    return code;
  }

  async #openContainer(): Promise<number> {
    const { format, url, options, nonBlocking, readStreamInfo } = this.#spec;
    if (nonBlocking) this.#container.setFlags(AVFMT_FLAG_NONBLOCK);
    const forced = format === undefined ? null : InputFormat.findInputFormat(format);
    using settings = Dictionary.fromObject({ ...options });
    const opened = await this.#container.openInput(url, forced, settings);
    if (opened < 0 || !readStreamInfo) return opened;
    return this.#container.findStreamInfo();
  }

  async #openDecoder(): Promise<Outcome<OpenInput>> {
    const index = this.#container.findBestStream(AVMEDIA_TYPE_VIDEO);
    const stream = this.#container.streams[index];
    if (index < 0 || stream === undefined) return this.#refuse('no video in it');
    this.#streamIndex = index;
    const { codecpar, avgFrameRate, rFrameRate, timeBase } = stream;
    const { size } = this.#spec;
    if (size !== undefined && (size.width !== codecpar.width || size.height !== codecpar.height)) {
      return this.#refuse(
        `one that gives ${codecpar.width} x ${codecpar.height} instead of ${size.width} x ${size.height}`,
      );
    }
    const codec = Codec.findDecoder(codecpar.codecId);
    if (codec === null) return this.#refuse('a video format that FFmpeg cannot decode');
    this.#decoder.allocContext3(codec);
    this.#decoder.parametersToContext(codecpar);
    // Slices only: frame threads would hold back as many pictures as there are threads.
    this.#decoder.threadCount = 2;
    this.#decoder.threadType = FF_THREAD_SLICE;
    // A JPEG that is cut off would else be filled up with grey, and half of a part be judged for the whole.
    using strictly = Dictionary.fromObject(codecpar.codecId === AV_CODEC_ID_MJPEG ? { err_detect: 'explode' } : {});
    const opened = await this.#decoder.open2(codec, strictly);
    if (opened < 0) return this.#refuse(reasonOf(opened));
    const seconds = this.#statedSeconds(stream);
    const framesPerSecond = ratio(avgFrameRate) || ratio(rFrameRate);
    const frames = Number(stream.nbFrames) || Math.round(seconds * framesPerSecond);
    return succeed({
      format: {
        width: codecpar.width,
        height: codecpar.height,
        framesPerSecond,
        format: codec.name ?? 'unknown',
        ...(frames > 0 ? { frames } : {}),
      },
      secondsPerTick: ratio(timeBase),
      seconds,
    });
  }

  async #decode(packet: Packet | null, show: ShowPicture): Promise<void> {
    if (packet !== null) this.#packets += 1;
    const taken = this.#decoder.sendPacketSync(packet);
    if (taken < 0 && packet !== null) this.#damaged += 1;
    if (taken < 0) return;
    while (this.#decoder.receiveFrameSync(this.#picture) >= 0) {
      // A picture with holes must not be judged: it is as if it had not come, and the watchdog counts the silence.
      if (this.#picture.decodeErrorFlags === 0) {
        this.#whole += 1;
        await show(this.#picture);
      } else this.#damaged += 1;
      this.#picture.unref();
    }
  }

  /** What the picture's own stream says, or the file where nothing else in it could be longer. */
  #statedSeconds({ duration, timeBase }: Stream): number {
    if (duration > 0n) return Number(duration) * ratio(timeBase);
    const isAlone = this.#container.streams.length === 1;
    return isAlone ? Math.max(0, Number(this.#container.duration) / AV_TIME_BASE) : 0;
  }

  #refuse(received: string): Outcome<never> {
    return unreachable(this.#spec.thing, this.#spec.expected, received, this.#spec.remedy);
  }
}

const ratio = ({ num, den }: { readonly num: number; readonly den: number }): number => (den > 0 ? num / den : 0);
