import { syncLimits } from '../../preload/contract/sync.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import type { Refusal } from '../domain/sync-items.ts';
import { noteContact, type SyncLedger } from '../domain/sync-ledger.ts';
import { type Batch, buildBatch, refusalsIn, refuseAll } from './build-batch.ts';
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

export type Halt = Exclude<Answer<never>, { kind: 'done' | 'content' }>;

/** Half of what an endpoint takes: the rest is for what stands around a batch. */
const batchBytes = syncLimits.batchBytes / 2;
const picturesAtOnce = 4;
const itemsAtOnce = 500;

/** Carries what waits to the endpoint and brings back what was said there; undefined where all went well. */
export class Courier {
  readonly #options: CourierOptions;
  #ledger: SyncLedger;
  /** Fewer after a batch was too large, doubling again with each that is taken. */
  #entriesMost: number = syncLimits.predictions;
  /** Pictures whose answer was lost: the endpoint may not miss them any more, but has not said so. */
  readonly #unanswered = new Set<string>();

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
      const reach = { after: this.#ledger.predictionCursor, predictions: syncLimits.predictions, items: itemsAtOnce };
      const outgoing = await shelf.outgoing(reach);
      if (!outgoing.ok) return later(outgoing.failure);
      if (outgoing.value.items.length === 0 && outgoing.value.predictions.length === 0) return undefined;
      const halt = await this.#sendSome(await readEntries(outgoing.value, samples));
      if (halt !== undefined) return halt;
      await this.#options.progressed();
    }
    return undefined;
  }

  /** Sends what the endpoint still misses and takes what it has to say. */
  async exchange(): Promise<Halt | undefined> {
    const missing = await this.#options.client.missing();
    if (missing.kind !== 'done') return halted(missing);
    const wanted = new Set([...missing.value.missing, ...this.#unanswered]);
    return (await this.#sendPictures([...wanted])) ?? this.#takeChanges();
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
    if (entries.length === 0) return this.#settle({ body: '', entries: [] }, refused, gone);
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
      return this.#settle(batch, [...refused, ...refuseAll(batch.entries, code, message)], gone);
    }
    if (answer.kind !== 'done') return answer;
    this.#entriesMost = Math.min(syncLimits.predictions, this.#entriesMost * 2);
    const halt = await this.#settle(batch, [...refused, ...refusalsIn(batch, answer.value)], gone);
    return halt ?? this.#sendPictures(answer.value.missing);
  }

  async #settle({ entries }: Batch, refused: readonly Refusal[], gone: readonly number[]): Promise<Halt | undefined> {
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
      },
    };
    const done = [...taken.flatMap(({ outboxId }) => (outboxId === undefined ? [] : [outboxId])), ...gone];
    const settled = await shelf.settle({ done, refused, ledger, at: wallMs() });
    if (!settled.ok) return later(settled.failure);
    this.#ledger = ledger;
    return undefined;
  }

  async #sendPictures(hashes: readonly string[]): Promise<Halt | undefined> {
    const waiting = [...hashes];
    const refused: Refusal[] = [];
    let halt: Halt | undefined;
    let sent = 0;
    const carry = async (): Promise<void> => {
      for (let sha256 = waiting.shift(); sha256 !== undefined && halt === undefined; sha256 = waiting.shift()) {
        if (!(await this.#options.samples.mayLeave(sha256))) continue;
        const answer = await this.#sendPicture(sha256);
        this.#unanswered.delete(sha256);
        if (answer.kind === 'done') sent += 1;
        else if (answer.kind === 'content') refused.push(pictureRefusal(sha256, answer.failure));
        else {
          halt ??= answer;
          this.#unanswered.add(sha256);
        }
      }
    };
    await Promise.all(Array.from({ length: picturesAtOnce }, carry));
    if (sent === 0 && refused.length === 0) return halt;
    const before = this.#ledger.sent;
    this.#ledger = { ...this.#ledger, sent: { ...before, pictures: before.pictures + sent } };
    return (await this.#settle({ body: '', entries: [] }, refused, [])) ?? halt;
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
      const ledger = { ...this.#withContact(), changesCursor: cursor };
      const taken = await shelf.takeChanges({ changes, ledger, at: wallMs() });
      if (!taken.ok) return later(taken.failure);
      this.#ledger = { ...ledger, received: { labels: ledger.received.labels + taken.value.taken } };
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

const pictureRefusal = (sha256: string, { code, message }: Failure): Refusal => ({
  kind: 'picture',
  subject: sha256,
  code,
  reason: message,
});
