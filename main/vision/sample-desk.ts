import type { SampleReason } from '../../preload/contract/sampling.ts';
import type { Detection } from '../../preload/contract/values.ts';
import type { Frame } from '../domain/frame.ts';
import type { Sampler } from '../domain/sampling/sampler.ts';
import type { PictureOfFrame } from './families/family.ts';

interface PictureEncoder {
  encode(picture: PictureOfFrame): Promise<Uint8Array>;
}

/** What becomes of a frame for the sake of one model. */
export interface SampleChoice {
  readonly kept?: SampleReason | undefined;
  /** Drawn by lot, and lost: one was being encoded and another waited. */
  readonly missed?: true | undefined;
}

/** The memory of a picture that was copied, plane by plane. */
type Memory = Uint8Array[];

interface Copied {
  readonly id: string;
  readonly reason: SampleReason;
  readonly picture: PictureOfFrame;
  readonly memory: Memory;
}

/** Keeps the pictures of frames that are wanted for labelling, off the way of the frames that follow. */
export class SampleDesk {
  readonly #encoder: PictureEncoder;
  readonly #tell: (frameId: string, reason: SampleReason, jpeg: Uint8Array) => void;
  #sampler: Sampler | undefined;
  #encoding: Promise<void> | undefined;
  #waiting: Copied | undefined;
  /** Of pictures that are encoded: never more than the one in work and the one that waits need. */
  readonly #free: Memory[] = [];

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

  /**
   * One at a time: while one is being encoded nobody asks whether another is unsure, as the next frame of a part is as good.
   * One that was drawn by lot is as good as no other, or what is drawn would depend on what was seen: it waits.
   */
  decide(frame: Frame, detections: readonly Detection[], model: number): SampleChoice {
    const sampler = this.#sampler;
    if (sampler === undefined) return {};
    if (this.#encoding !== undefined && !sampler.draws(frame, model)) return {};
    return this.#waiting === undefined ? { kept: sampler.decide(frame, detections, model) } : { missed: true };
  }

  keep(frame: Frame, reason: SampleReason): void {
    const copied = this.#copy(frame, reason);
    if (this.#encoding === undefined) this.#encoding = this.#work(copied);
    else this.#waiting = copied;
  }

  /** Settles when nothing is being encoded any more, and nothing waits. */
  async idle(): Promise<void> {
    await this.#encoding;
  }

  /** The frame's own memory is needed for the frames to come; this is free again when the picture is encoded. */
  #copy(frame: Frame, reason: SampleReason): Copied {
    const memory = this.#free.pop() ?? [];
    const planes = frame.planes.map(({ data, stride }, index) => {
      const known = memory[index];
      const copy = known?.byteLength === data.byteLength ? known : new Uint8Array(data.byteLength);
      copy.set(data);
      memory[index] = copy;
      return { data: copy, stride };
    });
    return { id: frame.id, reason, picture: { ...frame, planes }, memory };
  }

  async #work(first: Copied): Promise<void> {
    let next: Copied | undefined = first;
    while (next !== undefined) {
      const { id, reason, picture, memory }: Copied = next;
      const jpeg = await this.#encoder.encode(picture);
      this.#free.push(memory);
      next = this.#waiting;
      this.#waiting = undefined;
      if (next === undefined) this.#encoding = undefined;
      this.#tell(id, reason, jpeg);
    }
  }
}
