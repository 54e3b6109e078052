import type { Change, SyncLabel, SyncSample } from '../../preload/contract/sync.ts';
import type { OutgoingKind, SyncFailure } from '../../preload/contract/sync-status.ts';
import type { SyncLedger } from './sync-ledger.ts';

/** What store and sync say to each other. */
export interface OutgoingPrediction {
  readonly id: number;
  /** As it goes over the wire: its detections are never read here, only passed on. */
  readonly json: string;
}

/** What the model's card and the file say is added by whoever has them. */
export type OutgoingSample = Omit<SyncSample, 'classes' | 'bytes'>;

interface Row {
  readonly outboxId: number;
  readonly subject: number;
}
export type OutgoingItem =
  | (Row & { readonly kind: 'sample'; readonly sample: OutgoingSample })
  | (Row & { readonly kind: 'label'; readonly label: SyncLabel })
  | (Row & { readonly kind: 'prediction'; readonly prediction: OutgoingPrediction })
  /** Deleted since: there is nothing left to send. */
  | (Row & { readonly kind: 'gone' });

export interface OutgoingPicture {
  readonly outboxId: number;
  readonly sha256: string;
}

export interface Outgoing {
  readonly items: readonly OutgoingItem[];
  /** Sent by themselves, once the endpoint has asked for them. */
  readonly pictures: readonly OutgoingPicture[];
  readonly predictions: readonly OutgoingPrediction[];
}

/** How much to read at most, and after which prediction. */
export interface Reach {
  readonly after: number;
  readonly predictions: number;
  readonly items: number;
  readonly pictures: number;
}

export interface Refusal {
  /** Undefined for what had no outbox row so far. */
  readonly outboxId?: number | undefined;
  readonly kind: OutgoingKind;
  /** What names it: the id of a prediction, the hash of a picture. */
  readonly subject: number | string;
  readonly code: string;
  readonly reason: string;
}

export interface Settled {
  /** Outbox rows that are done with. */
  readonly done: readonly number[];
  readonly refused: readonly Refusal[];
  /** Hashes that the endpoint asked for: each waits in the outbox until it is known to be there. */
  readonly wanted: readonly string[];
  readonly ledger: SyncLedger;
  readonly at: number;
}

export interface SyncCounts {
  readonly waiting: {
    readonly predictions: number;
    readonly samples: number;
    readonly labels: number;
    readonly pictures: number;
  };
  readonly failed: number;
  readonly failures: readonly SyncFailure[];
}

export interface NewChanges {
  readonly changes: readonly Change[];
  readonly ledger: SyncLedger;
  readonly at: number;
}

export interface TakenChanges {
  readonly taken: number;
  /** About samples that are not here, or marks that do not fit them. */
  readonly left: number;
}
