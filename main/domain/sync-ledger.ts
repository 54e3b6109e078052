import type { Contacted } from '../../preload/contract/sync-status.ts';
import type { TakenChanges } from './sync-items.ts';

/** How far a station has come with one endpoint: what makes sync go on where it was after any restart. */
export interface SyncLedger {
  /** Address and station; another one starts from the beginning. Empty where there never was one. */
  readonly target: string;
  /** Every prediction up to this id is at the endpoint or set aside. */
  readonly predictionCursor: number;
  readonly changesCursor: number;
  /** Part of each batch's id: what was refused before is judged anew after a person asked to try again. */
  readonly round: number;
  readonly sent: {
    readonly predictions: number;
    readonly samples: number;
    readonly labels: number;
    readonly pictures: number;
  };
  /** Labels from the endpoint; `leftOut` are those that fit no sample here. Absent in a ledger of an older version. */
  readonly received: { readonly labels: number; readonly leftOut?: number };
  readonly contacted: readonly Contacted[];
  readonly lastContactAt: number | null;
  /** One sentence while the endpoint refuses the key; it is not asked again until a person configures it anew. */
  readonly stopped: string;
}

export const freshLedger: SyncLedger = {
  target: '',
  predictionCursor: 0,
  changesCursor: 0,
  round: 0,
  sent: { predictions: 0, samples: 0, labels: 0, pictures: 0 },
  received: { labels: 0, leftOut: 0 },
  contacted: [],
  lastContactAt: null,
  stopped: '',
};

export const noteTaken = (ledger: SyncLedger, { taken, left }: TakenChanges): SyncLedger => ({
  ...ledger,
  received: { labels: ledger.received.labels + taken, leftOut: (ledger.received.leftOut ?? 0) + left },
});

/** Addresses remembered; the one longest unheard is left out first. */
const contactedMost = 20;

export function noteContact(ledger: SyncLedger, address: string, at: number, requests: number): SyncLedger {
  const known = ledger.contacted.find((other) => other.address === address);
  const now = { address, firstAt: known?.firstAt ?? at, lastAt: at, requests: (known?.requests ?? 0) + requests };
  const others = ledger.contacted.filter((other) => other.address !== address);
  return { ...ledger, lastContactAt: at, contacted: [now, ...others].slice(0, contactedMost) };
}
