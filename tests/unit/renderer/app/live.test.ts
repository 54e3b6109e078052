import { ORPCError } from '@orpc/client';
import { createRouterClient } from '@orpc/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openConnection } from '../../../../renderer/app/connection.ts';
import { followStation, lookAt } from '../../../../renderer/app/live.ts';
import type { Link, StationClient } from '../../../../renderer/app/transport.ts';
import type { Trouble } from '../../../../renderer/app/trouble.ts';
import { createFixtureStation } from '../../../support/fixture-station.ts';

const pace = { askEveryMs: 5, answerWithinMs: 40, rejoin: { firstMs: 5, mostMs: 10 } };

function playedStation() {
  const station = createFixtureStation();
  const client: StationClient = createRouterClient(station.router, {
    context: station.context({ role: 'operator', door: 'port' }),
  });
  let isSilent = false;
  let refusals = 0;
  const quiet = async (): Promise<never> => new Promise(() => undefined);
  const { health, connections, rename } = client.station;
  const get: StationClient['station']['get'] = (...input) => (isSilent ? quiet() : client.station.get(...input));
  const watch: StationClient['station']['watch'] = async (...input) => {
    if (refusals-- > 0) throw new ORPCError('overloaded', { message: 'Too many at once' });
    return client.station.watch(...input);
  };
  const heardStation = { get, watch, health, connections, rename };
  const heard = new Proxy(client, { get: (all, noun) => (noun === 'station' ? heardStation : Reflect.get(all, noun)) });
  let opened = 0;
  const open = async () => {
    opened += 1;
    const gone = Promise.withResolvers<void>();
    const link: Link = {
      client: heard,
      openFrames: () => ({ next: () => undefined, close: () => undefined }),
      closed: gone.promise,
      close: () => gone.resolve(),
    };
    return { kind: 'open', link } as const;
  };
  const connection = openConnection({ transport: { open }, now: Date.now, random: () => 0, firstMs: 1, mostMs: 1 });
  onTestFinished(() => {
    connection.close();
    station.close();
  });
  return {
    connection,
    station,
    opened: () => opened,
    fallSilent: () => {
      isSilent = true;
    },
    refuseTwice: () => {
      refusals = 2;
    },
  };
}

describe('what every seat shows live', () => {
  it('fills from the station and follows it', async () => {
    const { connection, station } = playedStation();
    const live = followStation(connection, () => undefined, pace);
    await expect.poll(() => live.getState().info?.name).toBe('Line 3');
    station.line.start('demo');
    await expect.poll(() => live.getState().line?.state).toBe('running');
    station.health.set({ state: 'degraded', parts: [] });
    await expect.poll(() => live.getState().health?.state).toBe('degraded');
  });

  it('turns to the line of another source and back to the one started last, and never shows one as the other', async () => {
    const { connection, station } = playedStation();
    const live = followStation(connection, () => undefined, pace);
    station.lines.start('demo');
    station.lines.start('gate-1');
    await expect.poll(() => live.getState().lines.map(({ sourceId }) => sourceId)).toEqual(['demo', 'gate-1']);
    const told: (string | null | undefined)[] = [];
    live.subscribe(({ looked, line }) => {
      if (looked !== null) told.push(line === null ? looked : line.sourceId);
    });
    lookAt(live, 'demo');
    await expect.poll(() => live.getState().line?.sourceId).toBe('demo');
    station.lines.put('demo', { note: 'Seen' });
    await expect.poll(() => live.getState().line?.note).toBe('Seen');
    expect(new Set(told)).toEqual(new Set(['demo']));
    lookAt(live, 'gate-7');
    await expect.poll(() => live.getState().line).toMatchObject({ sourceId: 'gate-7', state: 'stopped' });
    lookAt(live, null);
    await expect.poll(() => live.getState().line?.sourceId).toBe('gate-1');
  });

  it('takes a station that no longer answers for lost, though its link stands', async () => {
    const { connection, opened, fallSilent } = playedStation();
    const live = followStation(connection, () => undefined, pace);
    await expect.poll(() => live.getState().info).not.toBeNull();
    fallSilent();
    await expect.poll(opened).toBeGreaterThan(1);
  });

  it('tells when a feed fails, and joins it again', async () => {
    const { connection, refuseTwice } = playedStation();
    const troubles: Trouble[] = [];
    refuseTwice();
    const live = followStation(connection, (trouble) => troubles.push(trouble), pace);
    await expect.poll(() => live.getState().health?.state).toBe('ready');
    expect(troubles.map(({ code }) => code)).toEqual(['overloaded', 'overloaded']);
  });
});
