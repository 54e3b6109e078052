export interface SampleLimits {
  readonly perMinute: number;
  readonly perHour: number;
  readonly perDay: number;
}

/** The lengths of the windows that the limits count in, shortest first; all begin at whole multiples of themselves. */
export const windowsMs = [60_000, 3_600_000, 86_400_000] as const;

export const windowStarts = (nowMs: number): readonly number[] => windowsMs.map((ms) => nowMs - (nowMs % ms));

interface Window {
  readonly ms: number;
  readonly most: number;
  number: number;
  kept: number;
}

/** So much of every limit is left to what is not merely unsure: a bad day must not crowd the control share out. */
const reservedShare = 0.1;

/** The limits are the station's: whatever lines look at the same time share what was kept lately. */
export interface SharedLimits {
  lately?: KeptLately | undefined;
}

/** How many samples may still be kept; a look costs the same however many there were, and makes no garbage. */
export class KeptLately {
  readonly #windows: readonly Window[];

  /** `kept` were kept already in the windows that `nowMs` lies in, as by a worker that was replaced. */
  constructor({ perMinute, perHour, perDay }: SampleLimits, kept: readonly number[], nowMs: number) {
    const most = [perMinute, perHour, perDay];
    this.#windows = windowsMs.map((ms, index) => ({
      ms,
      most: most[index] ?? 0,
      number: Math.floor(nowMs / ms),
      kept: kept[index] ?? 0,
    }));
  }

  get kept(): readonly number[] {
    return this.#windows.map(({ kept }) => kept);
  }

  hasRoom(nowMs: number, isReserved: boolean): boolean {
    for (const window of this.#windows) {
      const number = Math.floor(nowMs / window.ms);
      const kept = number === window.number ? window.kept : 0;
      const reserved = isReserved ? 0 : Math.floor(window.most * reservedShare);
      if (kept >= window.most - reserved) return false;
    }
    return true;
  }

  count(nowMs: number): void {
    for (const window of this.#windows) {
      const number = Math.floor(nowMs / window.ms);
      if (number !== window.number) window.kept = 0;
      window.number = number;
      window.kept += 1;
    }
  }
}
