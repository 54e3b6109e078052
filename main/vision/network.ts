/** What one output is called, and the sizes that it has at every run. */
export interface OutputShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** What vision needs of an opened network; whoever composes the worker hands one over. */
export interface Network {
  /** In the card's order, as the first run gave them. */
  readonly outputs: readonly OutputShape[];
  /** Takes the pooled tensor without copying it, and gives the outputs in the card's order: they are the caller's to let go. */
  run(tensor: Float32Array): Promise<readonly Float32Array[]>;
}
