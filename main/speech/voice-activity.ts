/** What is needed of an opened network that listens; whoever composes the worker hands one over. */
export interface HearingNetwork {
  run(samples: Float32Array): Promise<Float32Array>;
  reset(): void;
}

export interface VoiceWindow {
  readonly windowSamples: number;
  readonly contextSamples: number;
}

/** How probable it is that somebody speaks, one window after the other; each is heard with the end of the one before it. */
export class VoiceActivity {
  readonly #network: HearingNetwork;
  readonly #contextSamples: number;
  readonly #input: Float32Array;

  constructor(network: HearingNetwork, { windowSamples, contextSamples }: VoiceWindow) {
    this.#network = network;
    this.#contextSamples = contextSamples;
    this.#input = new Float32Array(contextSamples + windowSamples);
    network.reset();
  }

  async probabilityOf(window: Float32Array): Promise<number> {
    this.#input.set(window, this.#contextSamples);
    const [probability] = await this.#network.run(this.#input);
    this.#input.copyWithin(0, this.#input.length - this.#contextSamples);
    if (probability === undefined) throw new Error('Expected one probability for a window, got none');
    return Math.min(1, Math.max(0, probability));
  }

  /** What comes next does not follow on what came before. */
  reset(): void {
    this.#input.fill(0);
    this.#network.reset();
  }
}
