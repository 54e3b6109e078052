import type { Prediction } from '../../../preload/contract/predictions.ts';

interface Shown {
  readonly row: Omit<Prediction, 'id'>;
  readonly jpeg: Uint8Array;
  readonly ofPeople: boolean;
}

/** As many as a screen lists of the newest parts. */
const mostParts = 24;

/** The most telling picture that was shown of each of the newest parts: what a person saw who overrides a verdict. */
export class ShownParts {
  readonly #byPart = new Map<number, Shown>();

  put(row: Shown['row'], jpeg: Uint8Array, ofPeople: boolean): void {
    const { inspectionId, topScore } = row;
    if (inspectionId === null) return;
    const known = this.#byPart.get(inspectionId);
    if (known !== undefined && (known.row.topScore ?? 0) >= (topScore ?? 0)) return;
    this.#byPart.set(inspectionId, { row, jpeg, ofPeople });
    if (this.#byPart.size <= mostParts) return;
    const [oldest] = this.#byPart.keys();
    if (oldest !== undefined) this.#byPart.delete(oldest);
  }

  of(inspectionId: number): Shown | undefined {
    return this.#byPart.get(inspectionId);
  }
}
