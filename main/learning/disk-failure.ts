import { type Failure, failure } from '../domain/outcome.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

export const isMissing = (error: unknown): boolean => /^(ENOENT|ENOTDIR)$/.test(codeOf(error));

/** The failure that an error of the file system stands for; what is none is a bug and thrown on. */
export function diskFailure(thing: string, error: unknown): Failure {
  const received = codeOf(error);
  if (/^(ENOSPC|EDQUOT)$/.test(received)) {
    const remedy = 'Free some space; nothing was half-written.';
    return failure('disk_full', { thing, expected: 'room to write', received: 'a full disk', remedy });
  }
  if (!/^E[A-Z]+$/.test(received)) throw error;
  return failure('read_only', {
    thing,
    expected: 'a folder that can be written',
    received,
    remedy: 'Correct its rights, or choose another folder.',
  });
}
