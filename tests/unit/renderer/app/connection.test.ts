import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../../renderer/app/back-off.ts';
import { type LinkState, openConnection } from '../../../../renderer/app/connection.ts';
import type { Link, Opening, StationClient, Transport } from '../../../../renderer/app/transport.ts';

interface Played extends Transport {
  readonly answer: (opening: Opening) => void;
  readonly tries: () => number;
}

/** Each try waits until the test answers it. */
function playedTransport(): Played {
  let tries = 0;
  let answer: (opening: Opening) => void = () => undefined;
  return {
    open: () => {
      tries += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    answer: (opening) => answer(opening),
    tries: () => tries,
  };
}

function playedLink(): { readonly link: Link; readonly cut: () => void } {
  const closed = Promise.withResolvers<void>();
  const client: StationClient = Object.create(null);
  const link: Link = {
    client,
    openFrames: () => ({ next: () => undefined, close: () => undefined }),
    closed: closed.promise,
    close: () => closed.resolve(),
  };
  return { link, cut: () => closed.resolve() };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function start(transport: Transport) {
  const seen: LinkState['kind'][] = [];
  const connection = openConnection({ transport, now: () => 42, random: () => 0, firstMs: 1, mostMs: 1 });
  connection.state.subscribe(({ kind }) => seen.push(kind));
  return { connection, seen };
}

describe('the connection to the station', () => {
  it('opens, tells when the station was last seen once it is lost, and opens again', async () => {
    const transport = playedTransport();
    const { connection, seen } = start(transport);
    const first = playedLink();
    transport.answer({ kind: 'open', link: first.link });
    await turn();
    first.cut();
    await turn();
    expect(connection.state.getState()).toEqual({ kind: 'lost', lastSeenAt: 42 });
    transport.answer({ kind: 'open', link: playedLink().link });
    await turn();
    expect(seen).toEqual(['open', 'lost', 'open']);
    connection.close();
  });

  it('tells a screen that was not let in apart from a station that is away', async () => {
    const transport = playedTransport();
    const { connection } = start(transport);
    transport.answer({ kind: 'refused' });
    await turn();
    expect(connection.state.getState()).toEqual({ kind: 'refused' });
    connection.close();
  });

  it('tries no more once it was closed', async () => {
    const transport = playedTransport();
    const { connection } = start(transport);
    connection.close();
    transport.answer({ kind: 'unreachable' });
    await turn();
    expect(transport.tries()).toBe(1);
  });
});

describe('the pause between tries', () => {
  it('doubles up to the most, less a random half', () => {
    const limits = { firstMs: 300, mostMs: 5_000 };
    expect([0, 1, 2, 9].map((attempt) => backOffMs(attempt, limits, () => 1))).toEqual([300, 600, 1_200, 5_000]);
    expect(backOffMs(9, limits, () => 0)).toBe(2_500);
  });
});
