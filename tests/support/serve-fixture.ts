import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { createFrameFeed } from '../../main/engine/doors/frame-feed.ts';
import { type HttpServer, startHttpServer } from '../../main/engine/doors/http/server.ts';
import type { Role } from '../../preload/contract/capability.ts';
import { fixtureDetections, fixtureModel, verdictOf } from './fixture-predictions.ts';
import { createFixtureStation } from './fixture-station.ts';

/**
 * Serves the station in memory with moving pictures, for work on the screens:
 * `node tests/support/serve-fixture.ts [port] [role]` prints the one-time link.
 */
const [port = '7420', role = 'admin'] = process.argv.slice(2);
let server: HttpServer | undefined;
const station = createFixtureStation({
  rows: 1_000_000,
  invite: (invited) => server?.invite(invited) ?? { link: '', role: invited, expiresAt: 0 },
});
const frames = createFrameFeed();
const started = await startHttpServer({
  station: { ...station, frames },
  listen: '127.0.0.1',
  port: Number(port),
  portIsWanted: process.argv[2] !== undefined,
  rendererFolder: resolve('out/renderer'),
  version: '0.1.0',
  localKey: randomBytes(32).toString('hex'),
  role: role as Role,
});
if (!started.ok) {
  console.error(started.failure.message);
  process.exit(1);
}
server = started.value;
station.line.start('demo');
console.log(server.link);

let sequence = 0;
const pictures = setInterval(async () => {
  if (frames.viewers === 0) return;
  sequence += 1;
  const detections = [...fixtureDetections(sequence)];
  const traces = Array.from({ length: 14 }, (_, index) => {
    const y = ((index * 47 + sequence * 6) % 660) - 10;
    return `<path d="M0 ${y} H${200 + index * 20} l40 30 H640" stroke="#ddd" stroke-width="9" fill="none"/>`;
  });
  const board = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="#222"/>${traces.join('')}</svg>`;
  const jpeg = await sharp(Buffer.from(board)).jpeg({ quality: 80 }).toBuffer();
  frames.publish(
    {
      frameId: `demo-${sequence}`,
      sourceId: 'demo',
      capturedAt: Date.now(),
      width: 640,
      height: 640,
      part: Math.floor(sequence / 12),
      model: fixtureModel,
      detections,
      verdict: verdictOf(detections),
      inferMs: 19.4,
      endToEndMs: 29.1,
    },
    jpeg,
  );
}, 100);

process.once('SIGINT', async () => {
  clearInterval(pictures);
  station.close();
  await server?.close();
});
