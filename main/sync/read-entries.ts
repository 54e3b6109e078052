import type { SyncSample } from '../../preload/contract/sync.ts';
import type { Outgoing, OutgoingItem, OutgoingSample, Refusal } from '../domain/sync-items.ts';
import type { Entry } from './build-batch.ts';
import type { SampleShelf } from './sync-shelf.ts';

export interface Read {
  readonly entries: readonly Entry[];
  /** What cannot be sent whatever the endpoint says. */
  readonly refused: readonly Refusal[];
  /** Outbox rows of what was deleted since. */
  readonly gone: readonly number[];
}

/** Turns what waits into texts for the wire; a sample whose file has vanished is set aside. */
export async function readEntries({ items, predictions }: Outgoing, shelf: SampleShelf): Promise<Read> {
  const classesOf = rememberClasses(shelf);
  const entries: Entry[] = [];
  const refused: Refusal[] = [];
  for (const item of items) {
    if (item.kind === 'gone') continue;
    const json = await textOf(item, { ...shelf, classesOf });
    const { kind, outboxId, subject } = item;
    if (json === undefined) refused.push({ kind, outboxId, subject, code: 'not_found', reason: vanished });
    else entries.push({ kind, outboxId, subject, json });
  }
  for (const { id, json } of predictions) entries.push({ kind: 'prediction', outboxId: undefined, subject: id, json });
  return { entries, refused, gone: items.filter(({ kind }) => kind === 'gone').map(({ outboxId }) => outboxId) };
}

/** Asked once for each model: hundreds of samples of a batch are of the same one or two. */
function rememberClasses(shelf: SampleShelf): SampleShelf['classesOf'] {
  const known = new Map<string, ReturnType<SampleShelf['classesOf']>>();
  return (model) => {
    const classes = known.get(model) ?? shelf.classesOf(model);
    known.set(model, classes);
    return classes;
  };
}

export const vanished = 'The file of the sample is not there any more; put it back and try again.';

async function textOf(item: Exclude<OutgoingItem, { kind: 'gone' }>, shelf: SampleShelf): Promise<string | undefined> {
  if (item.kind === 'label') return JSON.stringify(item.label);
  if (item.kind === 'prediction') return item.prediction.json;
  return sampleText(item.sample, shelf);
}

async function sampleText(sample: OutgoingSample, shelf: SampleShelf): Promise<string | undefined> {
  const bytes = await shelf.bytesOf(sample.sha256);
  if (bytes === undefined) return undefined;
  const classes = sample.model === null ? [] : [...(await shelf.classesOf(sample.model.name))];
  const whole: SyncSample = { ...sample, bytes, classes };
  return JSON.stringify(whole);
}
