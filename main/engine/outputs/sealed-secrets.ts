import { join } from 'node:path';
import { z } from 'zod';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { OpenSecrets } from '../../domain/outputs/output-job.ts';
import { createKeyWrap, type KeyWrap } from '../../serving/key-wrap.ts';
import { readSecretFile, secretFile } from '../../serving/secret-file.ts';

const openSecrets = z.object({
  password: z.string().optional(),
  signingKey: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

interface Wrapped {
  readonly secret: string;
  readonly wrap: KeyWrap;
}

/** Secrets of outputs stand in the database encrypted, each bound to its output, under a secret in a file of its owner beside it. */
export class SealedSecrets {
  readonly #file: string;
  /** The derived key is kept: to derive it costs as much as an inference. */
  #wrapped: Wrapped | undefined;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'outputs.secret');
  }

  async seal(id: string, secrets: OpenSecrets): Promise<Outcome<string>> {
    if (Object.values(secrets).every((secret) => secret === undefined)) return succeed('');
    const secret = await secretFile(this.#file);
    if (!secret.ok) return secret;
    return succeed(this.#wrapWith(secret.value).wrap(JSON.stringify(secrets), ownerOf(id)));
  }

  /** Undefined where they cannot be read: the file is not there any more, or another. */
  async open(id: string, sealed: string): Promise<OpenSecrets | undefined> {
    if (sealed === '') return {};
    const secret = await readSecretFile(this.#file);
    const opened = secret === undefined ? undefined : this.#wrapWith(secret).unwrap(sealed, ownerOf(id));
    return opened === undefined ? undefined : openSecrets.parse(JSON.parse(opened));
  }

  #wrapWith(secret: string): KeyWrap {
    if (this.#wrapped?.secret !== secret) this.#wrapped = { secret, wrap: createKeyWrap(secret) };
    return this.#wrapped.wrap;
  }
}

const ownerOf = (id: string): string => `output ${id}`;
