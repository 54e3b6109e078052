/** How much of one file is here. */
export interface Arrived {
  readonly doneBytes: number;
  /** Where this attempt went on from an earlier one; 0 where it began anew. */
  readonly resumedAt: number;
}
