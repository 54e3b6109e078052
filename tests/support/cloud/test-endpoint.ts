import { z } from 'zod';
import { type Endpoint, type EndpointOptions, openEndpoint } from '../../../cloud/endpoint/open-endpoint.ts';
import { StationClient } from './station-client.ts';

export interface TestEndpoint extends Endpoint {
  readonly bugs: unknown[];
  /** Asks as a person, as admin unless told otherwise. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Asked>;
  enrol(name: string): Promise<StationClient>;
}

interface Asked {
  readonly status: number;
  readonly body: unknown;
}

const enrolled = z.object({ stationKey: z.string() });

export async function openTestEndpoint(dataFolder: string, more: Partial<EndpointOptions> = {}): Promise<TestEndpoint> {
  const bugs: unknown[] = [];
  const opened = await openEndpoint({
    dataFolder,
    listen: '127.0.0.1',
    port: 0,
    version: '0.0.0',
    floorBytes: 0,
    reportBug: (error) => bugs.push(error),
    ...more,
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { address, localKey } = opened.value;
  const ask: TestEndpoint['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${localKey}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  const enrol = async (name: string): Promise<StationClient> => {
    const { body } = await ask('POST', '/api/stations', { name });
    return new StationClient(address, enrolled.parse(body).stationKey);
  };
  return { ...opened.value, bugs, ask, enrol };
}
