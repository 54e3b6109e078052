import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { Failure, Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../clock.ts';
import { InspectionQueue } from './inspection-queue.ts';
import type { LineRunOptions } from './line-run.ts';

/** Where the line writes: rows that wait are bounded, and none is lost without being counted. */
export interface LineLedger {
  readonly sinks: Pick<LineRunOptions, 'nextInspectionId' | 'storePrediction' | 'storeInspection'>;
  readonly pressure: LedgerPressure;
  /** Succeeds when all that was seen so far is stored. */
  flush(): Promise<Outcome<null>>;
  close(): void;
}

export interface LedgerPressure {
  readonly waitingRows: number;
  readonly refusedRows: number;
  readonly trouble: Failure | null;
}

/** What the ledger needs of the store. */
export interface LedgerStore {
  appendPredictions(rows: readonly Omit<Prediction, 'id'>[]): Outcome<unknown>;
  appendInspection(inspection: Inspection): Promise<Outcome<unknown>>;
  flush(): Promise<Outcome<null>>;
  readonly pressure: LedgerPressure;
}

/** `lastInspectionId` is the highest id in use, so that predictions can name an inspection before it is closed. */
export function openLineLedger(store: LedgerStore, clock: Clock, lastInspectionId: number): LineLedger {
  let lastId = lastInspectionId;
  const storeOne = (inspection: Inspection): Promise<Outcome<unknown>> => store.appendInspection(inspection);
  const inspections = new InspectionQueue({ clock, store: storeOne, mostWaiting: 1_000, retryMs: 1_000 });
  return {
    sinks: {
      nextInspectionId: () => {
        lastId += 1;
        return lastId;
      },
      // A row that is refused is counted by the store and shown by `pressure`.
      storePrediction: (row) => void store.appendPredictions([row]),
      storeInspection: (inspection) => inspections.add(inspection),
    },
    get pressure() {
      const rows = store.pressure;
      const parts = inspections.pressure;
      return {
        waitingRows: rows.waitingRows + parts.waiting,
        refusedRows: rows.refusedRows + parts.refused,
        trouble: rows.trouble ?? parts.trouble,
      };
    },
    flush: async () => {
      await inspections.flush();
      const { trouble } = inspections.pressure;
      return trouble === null ? store.flush() : { ok: false, failure: trouble };
    },
    close: () => inspections.stop(),
  };
}

/** One sentence while rows cannot be stored, with how many wait and how many are gone; empty when all is well. */
export function storageNote({ trouble, waitingRows, refusedRows }: LedgerPressure): string {
  const lost = refusedRows === 0 ? '' : ` ${refusedRows} rows could not be kept.`;
  if (trouble === null) return lost.trim();
  return `${trouble.message} ${waitingRows} rows wait to be stored.${lost}`;
}
