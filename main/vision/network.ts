/** What vision needs of an opened network; whoever composes the worker hands one over. */
export interface Network {
  /** Takes the pooled tensor without copying it, and gives the outputs in the card's order. */
  run(tensor: Float32Array): Promise<readonly Float32Array[]>;
}
