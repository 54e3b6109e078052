import type { SyncAnswer } from '../../preload/contract/sync.ts';
import type { Refusal } from '../domain/sync-items.ts';

/** One thing to send, as the text that goes over the wire. */
export interface Entry {
  readonly kind: 'prediction' | 'sample' | 'label';
  /** Undefined for a prediction that goes by the cursor. */
  readonly outboxId: number | undefined;
  readonly subject: number;
  readonly json: string;
}

export interface BatchLimits {
  readonly bytes: number;
  readonly entries: number;
  readonly predictions: number;
  readonly samples: number;
  readonly labels: number;
}

export interface Batch {
  readonly body: string;
  readonly entries: readonly Entry[];
}

const listOf = { prediction: 'predictions', sample: 'samples', label: 'labels' } as const;

/** The first entries that fit, in their order: what comes later never overtakes what it speaks of. */
export function buildBatch(waiting: readonly Entry[], limits: BatchLimits): Batch {
  const lists = { predictions: [] as string[], samples: [] as string[], labels: [] as string[] };
  const entries: Entry[] = [];
  let bytes = 64;
  for (const entry of waiting) {
    const list = listOf[entry.kind];
    bytes += Buffer.byteLength(entry.json) + 1;
    // The first goes whatever its size: the endpoint says whether it is too large.
    if (entries.length > 0 && (bytes > limits.bytes || entries.length >= limits.entries)) break;
    if (lists[list].length >= limits[list]) break;
    lists[list].push(entry.json);
    entries.push(entry);
  }
  const parts = Object.entries(lists).map(([list, texts]) => `"${list}":[${texts.join(',')}]`);
  return { body: `{${parts.join(',')}}`, entries };
}

const asRefusal = ({ kind, outboxId, subject }: Entry, code: string, reason: string): Refusal => ({
  kind,
  outboxId,
  subject,
  code,
  reason,
});

/** What goes beside a batch, or instead of one. */
export const noBatch: Batch = { body: '', entries: [] };

export const refuseAll = (entries: readonly Entry[], code: string, reason: string): Refusal[] =>
  entries.map((entry) => asRefusal(entry, code, reason));

/** Which entries the endpoint refused, by their place in the list that was sent. */
export function refusalsIn({ entries }: Batch, { refused }: SyncAnswer): Refusal[] {
  return refused.flatMap(({ kind, index, code, message }) => {
    const entry = entries.filter((other) => listOf[other.kind] === kind)[index];
    return entry === undefined ? [] : [asRefusal(entry, code, message)];
  });
}
