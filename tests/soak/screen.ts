import WebSocket from 'ws';
import { frameCredit } from '../../preload/contract/frames.ts';
import type { StartedHost } from '../support/bench/started-host.ts';

/** What a screen does all day: takes every picture of a line, and looks into the history now and then. */
export async function openScreen({ address, headers }: StartedHost, sourceId: string) {
  const query = new URLSearchParams({ source: sourceId });
  const socket = new WebSocket(`${address.replace('http', 'ws')}/frames?${query}`, { headers });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let pictures = 0;
  socket.on('message', () => {
    pictures += 1;
    socket.send(frameCredit);
  });
  const read = async (path: string): Promise<void> => {
    const answer = await fetch(`${address}${path}`, { headers });
    if (!answer.ok) throw new Error(`Expected ${path} to be answered, got ${answer.status}`);
    await answer.arrayBuffer();
  };
  return {
    sourceId,
    pictures: () => pictures,
    look: async () => {
      for (const path of ['/api/predictions?limit=100', '/api/inspections', '/api/health']) await read(path);
    },
    close: () => socket.close(),
  };
}
