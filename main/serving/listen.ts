import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export const defaultPort = 7420;

interface Place {
  readonly listen: string;
  readonly port: number;
  /** True where a person named the port: then a busy one is a failure, not stepped over. */
  readonly portIsWanted: boolean;
}

interface Bound {
  readonly port: number;
  /** What a person should know of the choice; empty where there is nothing. */
  readonly note: string;
}

export async function listenAt(server: Server, { listen, port, portIsWanted }: Place): Promise<Outcome<Bound>> {
  const first = await bind(server, listen, port);
  if (first.ok) return succeed({ port: first.value, note: '' });
  if (first.failure.code !== 'already_exists' || portIsWanted) return first;
  const free = await bind(server, listen, 0);
  if (!free.ok) return free;
  const note = `Port ${port} is in use by another program, so port ${free.value} was taken; --port chooses one.`;
  return succeed({ port: free.value, note });
}

function bind(server: Server, host: string, port: number): Promise<Outcome<number>> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.removeListener('listening', listening);
      resolve(refusal(error, host, port));
    };
    const listening = (): void => {
      server.removeListener('error', failed);
      resolve(succeed(portOf(server.address())));
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen({ host, port });
  });
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' ? (address?.port ?? 0) : 0;

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Outcome<never> {
  const received = String(port);
  switch (error.code) {
    case 'EADDRINUSE':
      return fail('already_exists', {
        thing: `port ${port}`,
        expected: 'a free port',
        received: 'one in use by another program',
        remedy: 'Choose another one with --port.',
      });
    case 'EACCES':
      return fail('forbidden', {
        thing: 'port',
        expected: 'a port that this account may open',
        received,
        remedy: 'Choose one above 1023 with --port.',
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return fail('bad_input', {
        thing: '--listen',
        expected: 'an address of this machine',
        received: host,
        remedy: 'Leave --listen out for this machine alone, or name one of its addresses.',
      });
    default:
      throw error;
  }
}
