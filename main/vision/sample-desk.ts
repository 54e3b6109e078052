import type { SampleReason } from '../../preload/contract/sampling.ts';
import type { Detection } from '../../preload/contract/values.ts';
import type { Frame } from '../domain/frame.ts';
import type { Sampler } from '../domain/sampling/sampler.ts';
import type { PictureOfFrame } from './families/family.ts';

interface PictureEncoder {
  encode(picture: PictureOfFrame): Promise<Uint8Array>;
}

/** Keeps the pictures of frames that are wanted for labelling, off the way of the frames that follow. */
export class SampleDesk {
  readonly #encoder: PictureEncoder;
  readonly #tell: (frameId: string, reason: SampleReason, jpeg: Uint8Array) => void;
  #sampler: Sampler | undefined;
  #encoding: Promise<void> | undefined;
  readonly #memory: Uint8Array[] = [];

  constructor(
    encoder: PictureEncoder,
    sampler: Sampler | undefined,
    tell: (frameId: string, reason: SampleReason, jpeg: Uint8Array) => void,
  ) {
    this.#encoder = encoder;
    this.#sampler = sampler;
    this.#tell = tell;
  }

  use(sampler: Sampler): void {
    this.#sampler = sampler;
  }

  /** One at a time: while one is being encoded none is asked for, and the next frame of a part is as good. */
  decide(frame: Frame, detections: readonly Detection[], model: number): SampleReason | undefined {
    return this.#encoding === undefined ? this.#sampler?.decide(frame, detections, model) : undefined;
  }

  keep(frame: Frame, reason: SampleReason): void {
    const planes = frame.planes.map(({ data, stride }, index) => ({ data: this.#copy(data, index), stride }));
    this.#encoding = this.#encode(frame.id, reason, { ...frame, planes });
  }

  /** Settles when nothing is being encoded any more. */
  async idle(): Promise<void> {
    await this.#encoding;
  }

  /** The frame's own memory is needed for the frames to come; this is free again when the picture is encoded. */
  #copy(data: Uint8Array, index: number): Uint8Array {
    const known = this.#memory[index];
    const copy = known?.byteLength === data.byteLength ? known : new Uint8Array(data.byteLength);
    copy.set(data);
    this.#memory[index] = copy;
    return copy;
  }

  async #encode(id: string, reason: SampleReason, picture: PictureOfFrame): Promise<void> {
    const jpeg = await this.#encoder.encode(picture);
    this.#encoding = undefined;
    this.#tell(id, reason, jpeg);
  }
}
