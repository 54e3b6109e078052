import { fail, type Outcome } from '../domain/outcome.ts';

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;

/** What a file system may answer to anyone, as a failure; whatever else it answers is a bug and goes on being thrown. */
export function fileFailure(cause: unknown, path: string, expected: string): Outcome<never> {
  const code = codeOf(cause);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return fail('not_found', { thing: path, expected, received: 'no such file', remedy: 'Check the path.' });
    case 'ENOSPC':
    case 'EDQUOT':
      return fail('disk_full', {
        thing: path,
        expected: 'room on the disk',
        received: code,
        remedy: 'Free some space and try again; what was fetched so far is kept.',
      });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return fail('read_only', {
        thing: path,
        expected: 'a place that this station may read and write',
        received: code,
        remedy: 'Give the station access to it, or choose another data folder.',
      });
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return fail('unreachable', {
        thing: path,
        expected: 'a disk that answers',
        received: code,
        remedy: 'Check whether the disk or stick is still plugged in, then try again.',
      });
    default:
      throw cause;
  }
}
