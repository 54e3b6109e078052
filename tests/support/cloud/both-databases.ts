import { describeUnless, type Lack } from '../lacks.ts';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

const bin = await findPostgres();
export const whyNoPostgres: Lack = bin === undefined ? 'Debian package postgresql is not installed' : undefined;

export interface UnderTest {
  readonly name: string;
  readonly lack: Lack;
  start(): Promise<{ readonly databaseUrl: () => Promise<string | undefined>; readonly stop: () => Promise<void> }>;
}

const bothDatabases: readonly UnderTest[] = [
  {
    name: 'PGlite',
    lack: undefined,
    start: async () => ({ databaseUrl: async () => undefined, stop: async () => undefined }),
  },
  {
    name: 'PostgreSQL',
    lack: whyNoPostgres,
    start: async () => {
      const server: PostgresServer = await startPostgres(bin ?? '');
      return { databaseUrl: () => server.freshDatabase(), stop: () => server.stop() };
    },
  },
];

/** Every test of the endpoint holds on both. */
export function onBothDatabases(title: string, timeoutMs: number, tests: (database: UnderTest) => void): void {
  for (const database of bothDatabases) {
    describeUnless(database.lack)(`${title} on ${database.name}`, { timeout: timeoutMs }, () => tests(database));
  }
}
