import { ground } from './0001-ground.ts';
import { auditChain } from './0002-audit-chain.ts';
import { heard } from './0003-heard.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps: the last one's number is the version of the schema. */
export const migrations: readonly Migration[] = [ground, auditChain, heard];
