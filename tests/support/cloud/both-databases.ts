import { findPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

const bin = await findPostgres();

export interface UnderTest {
  readonly name: string;
  /** Why it cannot be tested here; empty where it can. */
  readonly absent: string;
  start(): Promise<{ readonly databaseUrl: () => Promise<string | undefined>; readonly stop: () => Promise<void> }>;
}

/** Every test of the endpoint holds on both. */
export const bothDatabases: readonly UnderTest[] = [
  {
    name: 'PGlite',
    absent: '',
    start: async () => ({ databaseUrl: async () => undefined, stop: async () => undefined }),
  },
  {
    name: 'PostgreSQL',
    absent: bin === undefined ? 'Debian package postgresql is not installed' : '',
    start: async () => {
      const server: PostgresServer = await startPostgres(bin ?? '');
      return { databaseUrl: () => server.freshDatabase(), stop: () => server.stop() };
    },
  },
];
