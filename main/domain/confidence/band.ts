/** From `low` to below `high` a detection is unsure, from `high` on it is a defect. */
interface BandEnds {
  readonly low: number;
  readonly high: number;
}

/** Where a model is unsure, in the scores that it gives: as its card says, or as was fitted from reviewed labels. */
export interface UnsureBand extends BandEnds {
  /** Labels that have ends of their own. */
  readonly byLabel?: Readonly<Record<string, BandEnds>> | undefined;
}

export const endsOf = ({ low, high, byLabel }: UnsureBand, label: string): BandEnds =>
  // A label may be called as anything is that every object has.
  byLabel !== undefined && Object.hasOwn(byLabel, label) ? (byLabel[label] ?? { low, high }) : { low, high };
