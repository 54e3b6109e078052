import type { Outcome } from '../domain/outcome.ts';
import type { NewChanges, Outgoing, Reach, Settled, SyncCounts, TakenChanges } from '../domain/sync-items.ts';
import type { SyncLedger } from '../domain/sync-ledger.ts';

/** What sync needs of the store; handed over by the composition root. */
export interface SyncShelf {
  ledger(): Promise<Outcome<SyncLedger>>;
  note(change: { readonly ledger: SyncLedger; readonly at: number }): Promise<Outcome<null>>;
  begin(start: { readonly target: string; readonly at: number }): Promise<Outcome<SyncLedger>>;
  outgoing(reach: Reach): Promise<Outcome<Outgoing>>;
  settle(settled: Settled): Promise<Outcome<null>>;
  takeChanges(changes: NewChanges): Promise<Outcome<TakenChanges>>;
  retry(at: { readonly at: number }): Promise<Outcome<{ items: number }>>;
  count(): Promise<Outcome<SyncCounts>>;
}

/** The files of kept samples, and what a reviewer may choose from. */
export interface SampleShelf {
  /** Undefined where the file is not there. */
  bytesOf(sha256: string): Promise<number | undefined>;
  read(sha256: string): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  /** False for one of a person without consent: it stays here, whatever the endpoint misses. */
  mayLeave(sha256: string): Promise<boolean>;
  classesOf(model: string): Promise<readonly string[]>;
}

export interface SyncClock {
  wallMs(): number;
  after(delayMs: number, act: () => void): () => void;
}
