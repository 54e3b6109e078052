import type { Transform } from '../../native/lib/picture.ts';
import type { HeatMap } from '../../preload/contract/frames.ts';
import type { Detection } from '../../preload/contract/values.ts';
import { letGo } from '../domain/let-go.ts';
import type { Failure } from '../domain/outcome.ts';
import type { Flaw, ModelAdapter, PictureOfFrame } from './families/family.ts';
import type { Network } from './network.ts';
import { troubleWith, unreadable } from './readable.ts';

/** What was seen in one frame, and what each step of it took. */
export interface Sight {
  readonly detections: Detection[];
  /** From a model that was taught good parts, where it was asked for. */
  readonly heat?: HeatMap | undefined;
  /** Why nothing could be read from what the network gave: that nothing was found then means nothing. */
  readonly trouble?: Failure | undefined;
  readonly prepareMs: number;
  readonly inferMs: number;
  readonly decodeMs: number;
}

/** Whether the frame will be shown: nobody else looks at heat. */
export type HeatWish = 'with heat' | 'without heat';

/** One model with its pooled tensor; looks at one frame at a time. */
export class Looker {
  readonly #adapter: ModelAdapter;
  readonly #network: Network;
  readonly #tensor: Float32Array;
  /** Of the picture in the tensor; none while one is drawn, which may throw half-way. */
  #size: Pick<PictureOfFrame, 'width' | 'height'> | undefined;

  constructor(adapter: ModelAdapter, network: Network) {
    this.#adapter = adapter;
    this.#network = network;
    this.#tensor = new Float32Array(adapter.tensorLength);
  }

  /** As `look`, and what else a plain picture shows to be wrong with the numbers. */
  async tryOut(frame: PictureOfFrame): Promise<Failure | undefined> {
    this.#prepare(frame);
    const outputs = await this.#network.run(this.#tensor);
    const trouble = this.#troubleIn(outputs) ?? this.#flawed(this.#adapter.flawAtFirst?.(outputs));
    letGo(...outputs);
    return trouble;
  }

  async look(frame: PictureOfFrame, wish: HeatWish = 'without heat'): Promise<Sight> {
    const startedAt = performance.now();
    const transform = this.#prepare(frame);
    const preparedAt = performance.now();
    const outputs = await this.#network.run(this.#tensor);
    const inferredAt = performance.now();
    const trouble = this.#troubleIn(outputs);
    const detections = trouble === undefined ? this.#adapter.postprocess(outputs, transform, frame) : [];
    const heat = trouble === undefined && wish === 'with heat' ? this.#adapter.heat?.(outputs) : undefined;
    letGo(...outputs);
    return {
      detections,
      heat,
      trouble,
      prepareMs: preparedAt - startedAt,
      inferMs: inferredAt - preparedAt,
      decodeMs: performance.now() - inferredAt,
    };
  }

  #prepare(frame: PictureOfFrame): Transform {
    const { width, height } = frame;
    const isOfOneSize = width === this.#size?.width && height === this.#size.height;
    this.#size = undefined;
    const transform = this.#adapter.preprocess(frame, this.#tensor, isOfOneSize ? 'kept' : 'drawn');
    this.#size = { width, height };
    return transform;
  }

  #troubleIn(outputs: readonly Float32Array[]): Failure | undefined {
    const trouble = unreadable(outputs, this.#network.outputs);
    if (trouble !== undefined) return trouble;
    return this.#flawed(this.#adapter.flaw?.(outputs));
  }

  #flawed(flaw: Flaw | undefined): Failure | undefined {
    const names = this.#network.outputs.map(({ name }) => name).join(', ');
    return flaw && troubleWith(names, flaw.expected, flaw.received);
  }
}
