import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts station keys at rest. An HMAC needs the key itself, so a hash of it would not do. */
export interface KeyWrap {
  wrap(secret: string, owner: string): string;
  /** Undefined where it was wrapped with another secret, for another owner, or changed since. */
  unwrap(wrapped: string, owner: string): string | undefined;
}

/** `owner` is bound in: a key copied to another station's row does not open. */
export function createKeyWrap(endpointSecret: string): KeyWrap {
  const key = scryptSync(endpointSecret, 'caracal station keys', 32);
  return {
    wrap: (secret, owner) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    unwrap: (wrapped, owner) => {
      const bytes = Buffer.from(wrapped, 'base64');
      if (bytes.length <= nonceBytes + tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const opened = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      try {
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
