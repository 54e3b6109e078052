import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_LOG_QUIET,
  AV_SAMPLE_FMT_FLT,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVFMT_FLAG_NONBLOCK,
  AVMEDIA_TYPE_AUDIO,
} from 'node-av/constants';
import {
  Frame as AvFrame,
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  InputFormat,
  Log,
  Packet,
  SoftwareResampleContext,
} from 'node-av/lib';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { unreachable } from '../unreachable.ts';
import { reasonOf } from './reasons.ts';

export interface SoundInputSpec {
  readonly thing: string;
  readonly url: string;
  /** For devices; files say it themselves. */
  readonly format?: string;
  readonly options: Readonly<Record<string, string>>;
}

export type ReadResult =
  | { readonly kind: 'read' }
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly note: string };

export type TakeSamples = (samples: Float32Array) => Promise<void>;

/** One opened FFmpeg input with its decoder and resampler: whatever is in it comes out as one channel at one rate. */
export class SoundInput {
  readonly #spec: SoundInputSpec;
  readonly #sampleRateHz: number;
  readonly #container = new FormatContext();
  readonly #decoder = new CodecContext();
  readonly #resampler = new SoftwareResampleContext();
  readonly #packet = new Packet();
  readonly #sound = new AvFrame();
  #out = Buffer.alloc(0);
  #streamIndex = -1;
  #pending: Promise<number> | undefined;
  #interrupted = false;

  constructor(spec: SoundInputSpec, sampleRateHz: number) {
    this.#spec = spec;
    this.#sampleRateHz = sampleRateHz;
    // FFmpeg's own log stays silent, as it may print paths.
    Log.setLevel(AV_LOG_QUIET);
    this.#container.allocContext();
    this.#packet.alloc();
    this.#sound.alloc();
  }

  /** Gives the name of the codec. */
  async open(deadlineMs: number): Promise<Outcome<string>> {
    const timer = setTimeout(() => this.interrupt(), deadlineMs);
    const code = await this.#openContainer();
    clearTimeout(timer);
    if (code < 0) return this.#refuse(this.#interrupted ? `no sound within ${deadlineMs / 1000} s` : reasonOf(code));
    return this.#openDecoder();
  }

  /** Reads one packet and hands over what it decodes to; the samples are lent until `take` is done with them. */
  async read(take: TakeSamples): Promise<ReadResult> {
    const code = this.#isDevice ? this.#container.readFrameSync(this.#packet) : await this.#readAsync();
    if (code === AVERROR_EAGAIN) return { kind: 'nothing-yet' };
    if (code === AVERROR_EOF) {
      await this.#decode(null, take);
      await this.#convert(null, 0, take);
      return { kind: 'ended' };
    }
    if (code < 0) return { kind: 'failed', note: reasonOf(code) };
    if (this.#packet.streamIndex === this.#streamIndex && this.#packet.size > 0) await this.#decode(this.#packet, take);
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
    this.#resampler.free();
    this.#decoder.freeContext();
    this.#sound.free();
    this.#packet.free();
    await this.#container.closeInput();
  }

  get #isDevice(): boolean {
    return this.#spec.format !== undefined;
  }

  async #readAsync(): Promise<number> {
    this.#pending = this.#container.readFrame(this.#packet);
    const code = await this.#pending;
    this.#pending = undefined;
    return code;
  }

  async #openContainer(): Promise<number> {
    const { format, url, options } = this.#spec;
    // A driver that stalls would hold a blocking read for ever.
    if (this.#isDevice) this.#container.setFlags(AVFMT_FLAG_NONBLOCK);
    const forced = format === undefined ? null : InputFormat.findInputFormat(format);
    if (format !== undefined && forced === null) return AVERROR_EOF;
    using settings = Dictionary.fromObject({ ...options });
    const opened = await this.#container.openInput(url, forced, settings);
    return opened < 0 || this.#isDevice ? opened : this.#container.findStreamInfo();
  }

  async #openDecoder(): Promise<Outcome<string>> {
    const index = this.#container.findBestStream(AVMEDIA_TYPE_AUDIO);
    const stream = this.#container.streams[index];
    if (index < 0 || stream === undefined) return this.#refuse('no sound in it');
    this.#streamIndex = index;
    const codec = Codec.findDecoder(stream.codecpar.codecId);
    if (codec === null) return this.#refuse('a sound format that FFmpeg cannot decode');
    this.#decoder.allocContext3(codec);
    this.#decoder.parametersToContext(stream.codecpar);
    const opened = await this.#decoder.open2(codec, null);
    if (opened < 0) return this.#refuse(reasonOf(opened));
    const { channelLayout, sampleFormat, sampleRate } = this.#decoder;
    const set = this.#resampler.allocSetOpts2(
      AV_CHANNEL_LAYOUT_MONO,
      AV_SAMPLE_FMT_FLT,
      this.#sampleRateHz,
      channelLayout,
      sampleFormat,
      sampleRate,
    );
    const ready = set < 0 ? set : this.#resampler.init();
    return ready < 0 ? this.#refuse(reasonOf(ready)) : succeed(codec.name ?? 'unknown');
  }

  async #decode(packet: Packet | null, take: TakeSamples): Promise<void> {
    if (this.#decoder.sendPacketSync(packet) < 0) return;
    while (this.#decoder.receiveFrameSync(this.#sound) >= 0) {
      await this.#convert(this.#sound.extendedData, this.#sound.nbSamples, take);
      this.#sound.unref();
    }
  }

  async #convert(planes: Buffer[] | null, count: number, take: TakeSamples): Promise<void> {
    const room = this.#resampler.getOutSamples(count);
    if (room <= 0) return;
    if (this.#out.length < room * Float32Array.BYTES_PER_ELEMENT) {
      this.#out = Buffer.from(new ArrayBuffer(room * Float32Array.BYTES_PER_ELEMENT));
    }
    const written = this.#resampler.convertSync([this.#out], room, planes, count);
    if (written > 0) await take(new Float32Array(this.#out.buffer, this.#out.byteOffset, written));
  }

  #refuse(received: string): Outcome<never> {
    return unreachable(
      this.#spec.thing,
      'sound that this station may read',
      received,
      'Check that it is there, that this account may read it, and that it plays elsewhere.',
    );
  }
}
