import { z } from 'zod';
import { type LineState, lineState } from '../../preload/contract/inspections.ts';
import type { StartedHost } from '../support/bench/started-host.ts';

async function ask({ address, headers }: StartedHost, path: string, body?: unknown): Promise<unknown> {
  const asked =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${address}${path}`, asked);
  if (!answer.ok) throw new Error(`Expected ${path} to be answered, got ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Beside the demo line, which runs by itself, so many others of the same kind. */
export async function startLines(host: StartedHost, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count - 1 }, (_, index) => `line-${index + 2}`);
  for (const [index, id] of ids.entries()) {
    await ask(host, '/api/sources', { id, name: id, settings: { kind: 'demo', seed: index + 2 } });
    await ask(host, '/api/inspections/start', { sourceId: id });
  }
  return ['demo-line', ...ids];
}

export const readLines = async (host: StartedHost): Promise<readonly LineState[]> =>
  z.array(lineState).parse(await ask(host, '/api/inspections/lines'));
