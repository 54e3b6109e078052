import type { OutputSettings } from '../../../preload/contract/output-settings.ts';
import type { Output, OutputDraft, OutputSecrets } from '../../../preload/contract/outputs.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { OpenSecrets, OutputJob } from '../../domain/outputs/output-job.ts';
import { settingsFlaw } from '../../domain/outputs/settings-flaw.ts';
import type { Store } from '../../store/store.ts';
import type { StoredOutput } from '../../store/verbs/outputs.ts';
import type { Clock } from '../clock.ts';
import type { SealedSecrets } from './sealed-secrets.ts';

/** An output with what it takes to open it. */
export interface ShelvedOutput {
  readonly output: Output;
  readonly job: OutputJob;
  /** Why it cannot be opened; empty where it can. */
  readonly trouble: string;
}

const mostOutputs = 16;

/** The outputs of the station as they are kept: their secrets go in and never come out but to whoever opens them. */
export class OutputShelf {
  readonly #store: Pick<Store, 'call'>;
  readonly #secrets: SealedSecrets;
  readonly #clock: Pick<Clock, 'wallMs'>;

  constructor(store: Pick<Store, 'call'>, secrets: SealedSecrets, clock: Pick<Clock, 'wallMs'>) {
    this.#store = store;
    this.#secrets = secrets;
    this.#clock = clock;
  }

  async list(): Promise<Outcome<readonly Output[]>> {
    const stored = await this.#store.call('outputs.list', null);
    return stored.ok ? succeed(stored.value.map(shown)) : stored;
  }

  async open(): Promise<Outcome<readonly ShelvedOutput[]>> {
    const stored = await this.#store.call('outputs.list', null);
    if (!stored.ok) return stored;
    return succeed(await Promise.all(stored.value.map((one) => this.#shelved(one))));
  }

  async save(draft: OutputDraft, given: OutputSecrets): Promise<Outcome<Output>> {
    const flaw = settingsFlaw(draft.settings);
    if (flaw !== undefined) return { ok: false, failure: flaw };
    const known = await this.#store.call('outputs.list', null);
    if (!known.ok) return known;
    const before = known.value.find(({ id }) => id === draft.id);
    if (before === undefined && known.value.length >= mostOutputs) return tooMany;
    // A secret goes to whom it was given for: another address is somebody else.
    const isSamePlace = before !== undefined && isNobodyElse(before.settings, draft.settings);
    const kept = isSamePlace ? ((await this.#secrets.open(draft.id, before.sealedSecrets)) ?? {}) : {};
    const secrets = merged(kept, given);
    const sealed = await this.#secrets.seal(draft.id, secrets);
    if (!sealed.ok) return sealed;
    const output = { ...draft, secrets: namesOf(secrets), savedAt: this.#clock.wallMs() };
    const saved = await this.#store.call('outputs.save', { ...output, sealedSecrets: sealed.value });
    return saved.ok ? succeed(output) : saved;
  }

  remove(id: string): Promise<Outcome<{ id: string }>> {
    return this.#store.call('outputs.remove', { id });
  }

  async #shelved(stored: StoredOutput): Promise<ShelvedOutput> {
    const { id, settings, deadlineMs, sealedSecrets } = stored;
    const secrets = await this.#secrets.open(id, sealedSecrets);
    const trouble = secrets === undefined ? 'Its secrets cannot be read any more: give them anew.' : '';
    return { output: shown(stored), job: { id, settings, secrets: secrets ?? {}, deadlineMs }, trouble };
  }
}

const shown = ({ sealedSecrets: _sealed, ...output }: StoredOutput): Output => output;

/** Null forgets, absence keeps. */
function merged(kept: OpenSecrets, given: OutputSecrets): OpenSecrets {
  const one = <T>(before: T | undefined, now: T | null | undefined): T | undefined =>
    now === undefined ? before : (now ?? undefined);
  const headers = one(kept.headers, given.headers);
  return {
    password: one(kept.password, given.password),
    signingKey: one(kept.signingKey, given.signingKey),
    headers: headers !== undefined && Object.keys(headers).length === 0 ? undefined : headers,
  };
}

const namesOf = ({ password, signingKey, headers }: OpenSecrets): Output['secrets'] => ({
  password: password !== undefined,
  signingKey: signingKey !== undefined,
  headers: Object.keys(headers ?? {}).sort(),
});

/** The same address, and no less sure than before that it is the same one there. */
function isNobodyElse(before: OutputSettings, now: OutputSettings): boolean {
  if (whereOf(before) !== whereOf(now)) return false;
  if (before.kind !== 'opc-ua' || now.kind !== 'opc-ua') return true;
  if (before.security !== 'none' && now.security === 'none') return false;
  return before.thumbprint === null || before.thumbprint === now.thumbprint;
}

function whereOf(settings: OutputSettings): string {
  switch (settings.kind) {
    case 'opc-ua':
    case 'mqtt':
      return `${settings.kind} ${settings.url} ${settings.user ?? ''}`;
    case 'webhook':
      return `${settings.kind} ${new URL(settings.url).origin}`;
    case 'modbus-tcp':
      return `${settings.kind} ${settings.host}:${settings.port}`;
    case 'folder':
      return settings.kind;
  }
}

const tooMany: Outcome<never> = fail('wrong_state', {
  thing: 'Outputs',
  expected: `at most ${mostOutputs} of them`,
  received: 'one more',
  remedy: 'Remove one that is not needed any more first.',
});
