import type { Detection } from '../../preload/contract/values.ts';
import type { Frame } from '../domain/frame.ts';
import type { ModelAdapter } from './families/family.ts';
import type { Network } from './network.ts';

/** What was seen in one frame, and what each step of it took. */
export interface Sight {
  readonly detections: Detection[];
  readonly prepareMs: number;
  readonly inferMs: number;
  readonly decodeMs: number;
}

/** One model with its pooled tensor; looks at one frame at a time. */
export class Looker {
  readonly #adapter: ModelAdapter;
  readonly #network: Network;
  readonly #tensor: Float32Array;

  constructor(adapter: ModelAdapter, network: Network) {
    this.#adapter = adapter;
    this.#network = network;
    this.#tensor = new Float32Array(adapter.tensorLength);
  }

  async look(frame: Frame): Promise<Sight> {
    const startedAt = performance.now();
    const transform = this.#adapter.preprocess(frame, this.#tensor);
    const preparedAt = performance.now();
    const outputs = await this.#network.run(this.#tensor);
    const inferredAt = performance.now();
    const detections = this.#adapter.postprocess(outputs, transform, frame);
    return {
      detections,
      prepareMs: preparedAt - startedAt,
      inferMs: inferredAt - preparedAt,
      decodeMs: performance.now() - inferredAt,
    };
  }
}
