import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { cloudMetrics } from '../../../preload/contract/cloud.ts';
import { type Mischief, openBadWay, type Passing } from '../../support/cloud/bad-way.ts';
import type { UnderTest } from '../../support/cloud/both-databases.ts';
import { EndpointProcess } from '../../support/cloud/endpoint-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const enrolled = z.object({ stationKey: z.string() });

/** A process of its own, on a database that was just made. */
export async function startEndpoint(under: UnderTest) {
  const temp = await makeTempFolder();
  const { databaseUrl, stop: stopDatabase } = await under.start();
  const endpoint = new EndpointProcess(temp.path, await databaseUrl());
  await endpoint.start();
  const stop = async (): Promise<void> => {
    await endpoint.kill();
    await stopDatabase();
    await temp.remove();
  };
  return { endpoint, stop };
}

/** What an endpoint can be asked, whichever process it runs in. */
export interface Asked {
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** A station of its own at the endpoint, whose rows are counted from here. */
export async function enrolAt(endpoint: Asked, name: string) {
  const { stationKey } = enrolled.parse(await endpoint.ask('POST', '/api/stations', { name }));
  const metrics = async () => cloudMetrics.parse(await endpoint.ask('GET', '/api/metrics'));
  const inQueue = ({ queue }: Awaited<ReturnType<typeof metrics>>): number =>
    queue.waiting + queue.reviewed + queue.skipped;
  const before = await metrics();
  const counts = async () => {
    const now = await metrics();
    return { predictions: now.predictions - before.predictions, samples: inQueue(now) - inQueue(before) };
  };
  return { stationKey, counts };
}

export async function badWayTo(address: () => string, mischief: (passing: Passing) => Mischief) {
  const way = await openBadWay(address, mischief);
  onTestFinished(way.close);
  return way;
}

export const to = (address: string, stationKey: string) => ({ address, stationKey, allowInsecure: false });
