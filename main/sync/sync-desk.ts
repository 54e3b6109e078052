import { readStationKey, type StationKey } from '../../preload/contract/sync-signature.ts';
import type { SyncStatus, SyncTarget } from '../../preload/contract/sync-status.ts';
import { type BackOff, backOffMs } from '../domain/back-off.ts';
import { fail, failure, type Outcome, succeed } from '../domain/outcome.ts';
import { freshLedger, type SyncLedger } from '../domain/sync-ledger.ts';
import { checkAddress } from './check-address.ts';
import { Courier, type Halt } from './courier.ts';
import { EndpointClient } from './endpoint-client.ts';
import type { SampleShelf, SyncClock, SyncShelf } from './sync-shelf.ts';

export interface SyncConfig {
  readonly address: string;
  readonly stationKey: string;
  readonly allowInsecure: boolean;
}

export interface SyncPace {
  /** How often it is looked whether something waits; that alone contacts nobody. */
  readonly everyMs: number;
  /** How often the endpoint is asked what it misses and what was said there. */
  readonly exchangeEveryMs: number;
  readonly deadlineMs: number;
  readonly backOff: BackOff;
}

export const usualPace: SyncPace = {
  everyMs: 5_000,
  exchangeEveryMs: 60_000,
  deadlineMs: 30_000,
  backOff: { firstMs: 2_000, factor: 2, maxMs: 5 * 60_000 },
};

export interface SyncDeskOptions {
  readonly shelf: SyncShelf;
  readonly samples: SampleShelf;
  readonly config: {
    get(): Promise<SyncConfig | null>;
    set(config: SyncConfig | null): Promise<Outcome<null>>;
  };
  readonly clock: SyncClock;
  readonly random: () => number;
  readonly pace: SyncPace;
  readonly tell: (status: SyncStatus) => void;
}

interface Run {
  readonly address: string;
  readonly courier: Courier;
  readonly abort: AbortController;
}

/** Keeps the station in step with one endpoint. Off, it contacts nobody and writes nothing. */
export class SyncDesk {
  readonly #options: SyncDeskOptions;
  #run: Run | undefined;
  #round: Promise<void> = Promise.resolve();
  #cancel: () => void = () => undefined;
  #state: SyncStatus['state'] = 'off';
  #note = '';
  #attempt = 0;
  #nextTryAt: number | null = null;
  #lastExchangeAt = 0;
  #requests = 0;
  #isRunning = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SyncDeskOptions) {
    this.#options = options;
  }

  /** Goes on where it was; nothing is sent before this. */
  start(): Promise<Outcome<null>> {
    return this.#inTurn(() => {
      this.#isRunning = true;
      return this.#resume();
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isRunning = false;
      await this.#halt();
    });
  }

  async target(): Promise<SyncTarget> {
    const config = await this.#options.config.get();
    const key = config === null ? undefined : readStationKey(config.stationKey);
    return {
      on: config !== null,
      address: config?.address ?? null,
      station: key?.station ?? null,
      key: key?.key ?? null,
      allowInsecure: config?.allowInsecure ?? false,
    };
  }

  configure(wanted: SyncConfig): Promise<Outcome<SyncTarget>> {
    return this.#inTurn(() => this.#configure(wanted));
  }

  async #configure({ address, stationKey, allowInsecure }: SyncConfig): Promise<Outcome<SyncTarget>> {
    const { config, shelf, clock } = this.#options;
    const origin = checkAddress(address, allowInsecure);
    if (!origin.ok) return origin;
    const key = readStationKey(stationKey);
    if (key === undefined) return notAKey;
    await this.#halt();
    const set = await config.set({ address: origin.value, stationKey, allowInsecure });
    if (!set.ok) return set;
    const begun = await shelf.begin({ target: targetOf(origin.value, key), at: clock.wallMs() });
    if (!begun.ok) return begun;
    const resumed = await this.#resume();
    return resumed.ok ? succeed(await this.target()) : resumed;
  }

  forget(): Promise<Outcome<SyncTarget>> {
    return this.#inTurn(async () => {
      await this.#halt();
      const forgotten = await this.#options.config.set(null);
      const resumed = await this.#resume();
      if (!forgotten.ok) return forgotten;
      return resumed.ok ? succeed(await this.target()) : resumed;
    });
  }

  retry(): Promise<Outcome<{ items: number }>> {
    return this.#inTurn(async () => {
      await this.#halt();
      const { shelf, clock } = this.#options;
      const retried = await shelf.retry({ at: clock.wallMs() });
      const resumed = await this.#resume();
      return resumed.ok ? retried : resumed;
    });
  }

  async status(): Promise<Outcome<SyncStatus>> {
    const { shelf, config } = this.#options;
    // Read before the ledger: what a state tells of is written down before it is said.
    const [state, note, nextTryAt] = [this.#state, this.#note, this.#nextTryAt];
    const [counted, ledger, target] = await Promise.all([shelf.count(), shelf.ledger(), config.get()]);
    if (!counted.ok) return counted;
    if (!ledger.ok) return ledger;
    const { waiting, failed, failures } = counted.value;
    const { sent, contacted, lastContactAt } = ledger.value;
    const received = { leftOut: 0, ...ledger.value.received };
    const said = target === null || this.#isRunning ? { state, note } : restingState(target, ledger.value);
    return succeed({
      ...said,
      address: target?.address ?? null,
      waiting,
      sent,
      received,
      failed,
      failures: [...failures],
      lastContactAt,
      nextTryAt,
      contacted: [...contacted],
    });
  }

  /** One after the other: what is set on one screen while another forgets must not go on after that. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #halt(): Promise<void> {
    this.#cancel();
    this.#run?.abort.abort();
    await this.#round;
    // What the round planned last must not go on either.
    this.#cancel();
    this.#run = undefined;
    this.#nextTryAt = null;
    this.#attempt = 0;
    this.#lastExchangeAt = 0;
  }

  async #resume(): Promise<Outcome<null>> {
    const { config, shelf, clock } = this.#options;
    const wanted = await config.get();
    const key = wanted === null ? undefined : readStationKey(wanted.stationKey);
    if (wanted === null || key === undefined) {
      if (wanted === null) this.#say('off', '');
      else this.#say('stopped', keyUnread.message);
      await this.#tell();
      return succeed(null);
    }
    const target = targetOf(wanted.address, key);
    const known = await shelf.ledger();
    if (!known.ok) return known;
    const ledger = known.value.target === target ? known : await shelf.begin({ target, at: clock.wallMs() });
    if (!ledger.ok) return ledger;
    this.#say(ledger.value.stopped === '' ? 'idle' : 'stopped', ledger.value.stopped);
    if (this.#isRunning && this.#state === 'idle') {
      this.#run = this.#openRun(wanted.address, key, ledger.value);
      this.#plan(0);
    }
    await this.#tell();
    return succeed(null);
  }

  #openRun(address: string, key: StationKey, ledger: SyncLedger): Run {
    const { shelf, samples, clock, pace } = this.#options;
    const abort = new AbortController();
    const wallMs = (): number => clock.wallMs();
    const client = new EndpointClient({
      address,
      key,
      deadlineMs: pace.deadlineMs,
      wallMs,
      signal: abort.signal,
      contacting: () => {
        this.#requests += 1;
      },
    });
    const takeRequests = (): number => {
      const requests = this.#requests;
      this.#requests = 0;
      return requests;
    };
    const progressed = async (): Promise<void> => {
      this.#attempt = 0;
      this.#say('sending', '');
      await this.#tell();
    };
    const parts = { address, client, shelf, samples, wallMs, signal: abort.signal, takeRequests, progressed };
    return { address, abort, courier: new Courier(parts, ledger) };
  }

  #plan(delayMs: number): void {
    this.#cancel = this.#options.clock.after(delayMs, () => {
      this.#round = this.#goRound();
    });
  }

  async #goRound(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    const { courier, abort } = run;
    const { clock, pace, shelf } = this.#options;
    const counted = await shelf.count();
    const waiting = Object.values(counted.ok ? counted.value.waiting : nothing);
    const isDue = clock.wallMs() - this.#lastExchangeAt >= pace.exchangeEveryMs;
    if (waiting.some((rows) => rows > 0) || isDue) {
      this.#nextTryAt = null;
      this.#say('sending', this.#note);
      await this.#tell();
    }
    let halt = await courier.sendWaiting();
    if (halt === undefined && isDue && !abort.signal.aborted) {
      halt = await courier.exchange();
      if (halt === undefined) this.#lastExchangeAt = clock.wallMs();
    }
    if (this.#requests > 0) await courier.noteContact();
    if (abort.signal.aborted) return;
    await this.#conclude(courier, halt);
    await this.#tell();
  }

  async #conclude(courier: Courier, halt: Halt | undefined): Promise<void> {
    const { clock, pace, random } = this.#options;
    this.#nextTryAt = null;
    if (halt === undefined) {
      this.#attempt = 0;
      this.#say('idle', '');
      this.#plan(pace.everyMs);
    } else if (halt.kind === 'key') {
      this.#say('stopped', halt.failure.message);
      await courier.stopFor(halt.failure.message);
    } else {
      const delayMs = Math.max(halt.afterMs, backOffMs(pace.backOff, this.#attempt, random()));
      this.#attempt += 1;
      this.#nextTryAt = Math.round(clock.wallMs() + delayMs);
      this.#say('paused', halt.failure.message);
      this.#plan(delayMs);
    }
  }

  #say(state: SyncStatus['state'], note: string): void {
    this.#state = state;
    this.#note = note;
  }

  async #tell(): Promise<void> {
    const status = await this.status();
    if (status.ok) this.#options.tell(status.value);
  }
}

const nothing = { predictions: 0, samples: 0, labels: 0, pictures: 0 };

const targetOf = (address: string, { station }: StationKey): string => `${address} ${station}`;

const keyUnread = failure('wrong_state', {
  thing: 'The station key',
  expected: 'the secret that it was encrypted with, in sync.secret beside the database',
  received: 'none or another',
  remedy: 'Put that file back, or set the key of the endpoint anew.',
});

/** Of a station that is set up but does not run: nobody has said anything of it in this process. */
function restingState(target: SyncConfig, { stopped }: SyncLedger): Pick<SyncStatus, 'state' | 'note'> {
  if (readStationKey(target.stationKey) === undefined) return { state: 'stopped', note: keyUnread.message };
  return stopped === '' ? { state: 'idle', note: notRunning } : { state: 'stopped', note: stopped };
}

const notRunning = 'The station does not run: what waits is sent once it does.';

const notAKey = fail('bad_input', {
  thing: 'stationKey',
  expected: 'a station key as `enrol` printed it',
  received: 'something else',
  remedy: 'Paste the whole line that the endpoint printed.',
});

/** Before anything was configured. */
export const syncIsOff: SyncStatus = {
  state: 'off',
  note: '',
  address: null,
  waiting: nothing,
  sent: freshLedger.sent,
  received: { labels: 0, leftOut: 0 },
  failed: 0,
  failures: [],
  lastContactAt: null,
  nextTryAt: null,
  contacted: [],
};
