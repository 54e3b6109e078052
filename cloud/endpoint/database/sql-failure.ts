import { type Failure, failure } from '../../../main/domain/outcome.ts';

const thing = "The endpoint's database";

const unreachable =
  /^(08...|28...|3D000|57P0[1-5]|ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|ENOENT)$/;
/** What the driver says without a code. */
const broken =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The failure that an error of either database stands for; undefined for what is a bug. */
export function sqlFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') {
    const remedy = 'Free some space on the disk of the database; what was refused can be sent again.';
    return failure('disk_full', { thing, expected: 'room to write', received: 'a full disk', remedy });
  }
  if (code === '25006') {
    const remedy = 'Point DATABASE_URL at the database that takes writes.';
    return failure('read_only', { thing, expected: 'one that can be written', received: 'a read-only one', remedy });
  }
  if (/^(53[23]00|40001|40P01|55P03)$/.test(code)) {
    return failure('overloaded', { thing, expected: 'a free connection', received: code, remedy: 'Try again later.' });
  }
  if (code === '57014') {
    const remedy = 'Ask for less at once, or try again later.';
    return failure('deadline_exceeded', { thing, expected: 'an answer within 30 s', received: 'none', remedy });
  }
  if (unreachable.test(code) || broken.test(error.message)) {
    const remedy = 'See that PostgreSQL runs and that DATABASE_URL is right.';
    return failure('unreachable', { thing, expected: 'a connection', received: code || 'none', remedy });
  }
  return undefined;
}
