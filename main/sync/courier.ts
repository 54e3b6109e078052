import { syncLimits } from '../../preload/contract/sync.ts';
import { type Failure, failure, type Outcome } from '../domain/outcome.ts';
import type { OutgoingPicture, Refusal } from '../domain/sync-items.ts';
import { noteContact, noteTaken, type SyncLedger } from '../domain/sync-ledger.ts';
import { type Batch, buildBatch, noBatch, refusalsIn, refuseAll } from './build-batch.ts';
import type { EndpointClient } from './endpoint-client.ts';
import type { Answer } from './read-answer.ts';
import { type Read, readEntries, vanished } from './read-entries.ts';
import { batchIdOf, sha256Of } from './sign-request.ts';
import type { SampleShelf, SyncShelf } from './sync-shelf.ts';

export interface CourierOptions {
  readonly address: string;
  readonly client: EndpointClient;
  readonly shelf: SyncShelf;
  readonly samples: SampleShelf;
  readonly wallMs: () => number;
  readonly signal: AbortSignal;
  /** Requests made since it was last asked. */
  readonly takeRequests: () => number;
  readonly progressed: () => Promise<void>;
}

/** What an answer means for other rows than those of its batch. */
interface Beside {
  readonly refused: readonly Refusal[];
  readonly gone: readonly number[];
  readonly wanted: readonly string[];
  /** Outbox rows of pictures that are there now. */
  readonly pictures: readonly number[];
}

export type Halt = Exclude<Answer<never>, { kind: 'done' | 'content' }>;

/** Half of what an endpoint takes: the rest is for what stands around a batch. */
const batchBytes = syncLimits.batchBytes / 2;
const picturesAtOnce = 4;
const itemsAtOnce = 500;
/** Written down together; after a sudden end so many at most are sent twice, and still counted once. */
const picturesPerRound = 50;

/** Carries what waits to the endpoint and brings back what was said there; undefined where all went well. */
export class Courier {
  readonly #options: CourierOptions;
  #ledger: SyncLedger;
  /** Fewer after a batch was too large, doubling again with each that is taken. */
  #entriesMost: number = syncLimits.predictions;

  constructor(options: CourierOptions, ledger: SyncLedger) {
    this.#options = options;
    this.#ledger = ledger;
  }

  get ledger(): SyncLedger {
    return this.#ledger;
  }

  /** Sends until nothing waits. */
  async sendWaiting(): Promise<Halt | undefined> {
    const { shelf, samples, signal } = this.#options;
    while (!signal.aborted) {
      const outgoing = await shelf.outgoing({
        after: this.#ledger.predictionCursor,
        predictions: syncLimits.predictions,
        items: itemsAtOnce,
        pictures: picturesPerRound,
      });
      if (!outgoing.ok) return later(outgoing.failure);
      const { items, predictions, pictures } = outgoing.value;
      const hasEntries = items.length + predictions.length > 0;
      const halt = hasEntries ? await this.#sendSome(await readEntries(outgoing.value, samples)) : undefined;
      if (halt !== undefined) return halt;
      const carried = await this.#sendPictures(pictures);
      if (carried.halt !== undefined) return carried.halt;
      if (!hasEntries && carried.settled === 0) return undefined;
      await this.#options.progressed();
    }
    return undefined;
  }

  /** Sends what the endpoint still misses and takes what it has to say. */
  async exchange(): Promise<Halt | undefined> {
    const missing = await this.#options.client.missing();
    if (missing.kind !== 'done') return halted(missing);
    const wanted = missing.value.missing;
    const halt = wanted.length === 0 ? undefined : await this.#settle(noBatch, { wanted });
    return halt ?? (await this.sendWaiting()) ?? this.#takeChanges();
  }

  /** Writes down what was contacted, also where nothing else came of it. */
  async noteContact(): Promise<Outcome<null>> {
    this.#ledger = this.#withContact();
    return this.#options.shelf.note({ ledger: this.#ledger, at: this.#options.wallMs() });
  }

  async stopFor(sentence: string): Promise<void> {
    this.#ledger = { ...this.#ledger, stopped: sentence };
    await this.noteContact();
  }

  async #sendSome({ entries, refused, gone }: Read): Promise<Halt | undefined> {
    if (entries.length === 0) return this.#settle(noBatch, { refused, gone });
    const limits = { ...syncLimits, bytes: batchBytes, entries: this.#entriesMost };
    const batch = buildBatch(entries, limits);
    const content = sha256Of(batch.body);
    const answer = await this.#options.client.batch(batch.body, content, batchIdOf(content, this.#ledger.round));
    if (answer.kind === 'content') {
      // One bad or large item must not cost the others their way: halved until it stands alone.
      if (batch.entries.length > 1) {
        this.#entriesMost = Math.ceil(batch.entries.length / 2);
        return undefined;
      }
      const { code, message } = answer.failure;
      return this.#settle(batch, { refused: [...refused, ...refuseAll(batch.entries, code, message)], gone });
    }
    if (answer.kind !== 'done') {
      // On a way too slow for this much the next try is for less; what came through all the same is known there.
      const isLate = answer.kind === 'later' && answer.failure.code === 'deadline_exceeded';
      if (isLate) this.#entriesMost = Math.ceil(batch.entries.length / 2);
      return answer;
    }
    this.#entriesMost = Math.min(syncLimits.predictions, this.#entriesMost * 2);
    const { missing: wanted } = answer.value;
    return this.#settle(batch, { refused: [...refused, ...refusalsIn(batch, answer.value)], gone, wanted });
  }

  async #settle(
    { entries }: Batch,
    { refused = [], gone = [], wanted = [], pictures = [] }: Partial<Beside>,
  ): Promise<Halt | undefined> {
    const { shelf, wallMs } = this.#options;
    const isRefused = new Set(refused.map(({ kind, subject, outboxId }) => `${kind} ${subject} ${outboxId}`));
    const taken = entries.filter(({ kind, subject, outboxId }) => !isRefused.has(`${kind} ${subject} ${outboxId}`));
    const count = (kind: string): number => taken.filter((entry) => entry.kind === kind).length;
    const byCursor = entries.filter(({ outboxId }) => outboxId === undefined).map(({ subject }) => subject);
    const { sent, predictionCursor } = this.#ledger;
    const ledger: SyncLedger = {
      ...this.#withContact(),
      predictionCursor: byCursor.at(-1) ?? predictionCursor,
      sent: {
        ...sent,
        predictions: sent.predictions + count('prediction'),
        samples: sent.samples + count('sample'),
        labels: sent.labels + count('label'),
        pictures: sent.pictures + pictures.length,
      },
    };
    const rows = taken.flatMap(({ outboxId }) => (outboxId === undefined ? [] : [outboxId]));
    const done = [...rows, ...gone, ...pictures];
    const settled = await shelf.settle({ done, refused, wanted, ledger, at: wallMs() });
    if (!settled.ok) return later(settled.failure);
    this.#ledger = ledger;
    return undefined;
  }

  /** Each is counted in the transaction that takes its row away: an answer that was lost leaves both for the next time. */
  async #sendPictures(asked: readonly OutgoingPicture[]): Promise<{ readonly halt?: Halt; readonly settled: number }> {
    const waiting = [...asked];
    const refused: Refusal[] = [];
    const pictures: number[] = [];
    let halt: Halt | undefined;
    const carry = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && halt === undefined; next = waiting.shift()) {
        const { outboxId, sha256 } = next;
        if (!(await this.#options.samples.mayLeave(sha256))) continue;
        const answer = await this.#sendPicture(sha256);
        if (answer.kind === 'done') pictures.push(outboxId);
        else if (answer.kind === 'content') refused.push(pictureRefusal(next, answer.failure));
        else halt ??= answer;
      }
    };
    await Promise.all(Array.from({ length: picturesAtOnce }, carry));
    const settled = pictures.length + refused.length;
    if (settled > 0) halt = (await this.#settle(noBatch, { refused, pictures })) ?? halt;
    return halt === undefined ? { settled } : { halt, settled };
  }

  async #sendPicture(sha256: string): Promise<Answer<{ known: boolean }>> {
    if (this.#options.signal.aborted) return stopping;
    const read = await this.#options.samples.read(sha256);
    if (read.ok) return this.#options.client.put(sha256, read.value);
    if (read.failure.code !== 'not_found') return later(read.failure);
    return { kind: 'content', isTooLarge: false, failure: { ...read.failure, message: vanished } };
  }

  async #takeChanges(): Promise<Halt | undefined> {
    const { client, shelf, signal, wallMs } = this.#options;
    for (let more = true; more && !signal.aborted; ) {
      const answer = await client.changes(this.#ledger.changesCursor);
      if (answer.kind !== 'done') return halted(answer);
      const { changes, cursor } = answer.value;
      more = answer.value.more;
      if (changes.length === 0) return undefined;
      // Without getting on this would ask for ever: a proxy may answer from its memory.
      if (cursor <= this.#ledger.changesCursor) return later(sameAgain);
      const ledger = { ...this.#withContact(), changesCursor: cursor };
      const taken = await shelf.takeChanges({ changes, ledger, at: wallMs() });
      if (!taken.ok) return later(taken.failure);
      this.#ledger = noteTaken(ledger, taken.value);
    }
    return undefined;
  }

  #withContact(): SyncLedger {
    const { address, wallMs, takeRequests } = this.#options;
    const requests = takeRequests();
    return requests === 0 ? this.#ledger : noteContact(this.#ledger, address, wallMs(), requests);
  }
}

const later = (failure: Failure): Halt => ({ kind: 'later', failure, afterMs: 0 });

/** A question that is refused for its content is one that this endpoint does not know. */
const halted = (answer: Exclude<Answer<unknown>, { kind: 'done' }>): Halt =>
  answer.kind === 'content' ? later(answer.failure) : answer;

const sameAgain = failure('unreachable', {
  thing: 'The endpoint',
  expected: 'labels that are newer than those before',
  received: 'the same again',
  remedy: 'See that nothing between keeps its answers; it is tried again.',
});

const stopping: Answer<never> = {
  kind: 'later',
  afterMs: 0,
  failure: {
    code: 'cancelled',
    message: 'The station stops.',
    thing: 'The picture',
    expected: 'a station that runs',
    remedy: 'It is sent after the next start.',
  },
};

const pictureRefusal = ({ outboxId, sha256 }: OutgoingPicture, { code, message }: Failure): Refusal => ({
  kind: 'picture',
  outboxId,
  subject: sha256,
  code,
  reason: message,
});
