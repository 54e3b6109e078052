import { join } from 'node:path';
import { type Outcome, succeed } from '../domain/outcome.ts';
import { createKeyWrap, type KeyWrap } from '../serving/key-wrap.ts';
import { readSecretFile, secretFile } from '../serving/secret-file.ts';
import type { SyncConfig, SyncDeskOptions } from '../sync/sync-desk.ts';
import type { SettingsDesk } from './settings.ts';

/** Bound into what is sealed: it opens nothing else. */
const owner = 'sync';

interface Wrapped {
  readonly secret: string;
  readonly wrap: KeyWrap;
}

/** Where sync goes to. The station key stands in the database encrypted, under a secret in a file of its owner beside it. */
export class SealedSyncConfig {
  readonly #settings: SettingsDesk;
  readonly #file: string;
  /** The derived key is kept: to derive it costs as much as an inference. */
  #wrapped: Wrapped | undefined;

  constructor(settings: SettingsDesk, dataFolder: string) {
    this.#settings = settings;
    this.#file = join(dataFolder, 'sync.secret');
  }

  /** With an empty key where it cannot be read: the secret is not there any more, or another. */
  readonly get: SyncDeskOptions['config']['get'] = async () => {
    const { target } = await this.#settings.get('sync');
    if (target === null) return null;
    const { sealedKey, stationKey = '', ...rest } = target;
    if (sealedKey === undefined) return { ...rest, stationKey };
    const secret = await readSecretFile(this.#file);
    const opened = secret === undefined ? undefined : this.#wrapWith(secret).unwrap(sealedKey, owner);
    return { ...rest, stationKey: opened ?? '' };
  };

  readonly set: SyncDeskOptions['config']['set'] = async (config) => {
    if (config === null) return this.#settings.set('sync', { target: null });
    const { stationKey, ...rest } = config;
    const secret = await secretFile(this.#file);
    if (!secret.ok) return secret;
    const sealedKey = this.#wrapWith(secret.value).wrap(stationKey, owner);
    return this.#settings.set('sync', { target: { ...rest, sealedKey } });
  };

  /** An older version wrote the key as it is. */
  async sealStored(): Promise<Outcome<null>> {
    const { target } = await this.#settings.get('sync');
    if (target?.stationKey === undefined) return succeed(null);
    const { address, stationKey, allowInsecure } = target;
    return this.set({ address, stationKey, allowInsecure } satisfies SyncConfig);
  }

  #wrapWith(secret: string): KeyWrap {
    if (this.#wrapped?.secret !== secret) this.#wrapped = { secret, wrap: createKeyWrap(secret) };
    return this.#wrapped.wrap;
  }
}
