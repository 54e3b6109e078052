import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { createFrameFeed } from '../../main/engine/doors/frame-feed.ts';
import { type HttpServer, startHttpServer } from '../../main/engine/doors/http/server.ts';
import type { Role } from '../../preload/contract/capability.ts';
import { fixtureFacesHead, fixtureFacesPicture } from './fixture-faces.ts';
import { fixtureHeat } from './fixture-heat.ts';
import { fixtureDetections, fixtureModel, verdictOf } from './fixture-predictions.ts';
import { createFixtureStation, type FixtureStation } from './fixture-station.ts';

const pictureEveryMs = 100;
const rows = 1_000_000;

/** So that one line is told from another on the wall. */
const grounds = ['#222', '#2a2f3a', '#2c2a24', '#24302a'] as const;

interface Wanted {
  /** Any free one where it is left out. */
  readonly port?: number;
  /** Of the first link. */
  readonly role?: Role;
}

export interface FixtureServer {
  readonly station: FixtureStation;
  readonly origin: string;
  /** The link that the server came up with. */
  readonly firstLink: string;
  /** A fresh one-time link. */
  readonly link: (role?: Role) => string;
  readonly close: () => Promise<void>;
}

async function picture(sequence: number, ground: string): Promise<Buffer> {
  const traces = Array.from({ length: 14 }, (_, index) => {
    const y = ((index * 47 + sequence * 6) % 660) - 10;
    return `<path d="M0 ${y} H${200 + index * 20} l40 30 H640" stroke="#ddd" stroke-width="9" fill="none"/>`;
  });
  const board = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="${ground}"/>${traces.join('')}</svg>`;
  return sharp(Buffer.from(board)).jpeg({ quality: 80 }).toBuffer();
}

/** Serves the station in memory with moving pictures, for the screens: to work on them, and to test them in any state. */
export async function serveFixture({ port, role = 'admin' }: Wanted = {}): Promise<FixtureServer> {
  let server: HttpServer | undefined;
  const invite = (invited: Role) => server?.invite(invited) ?? { link: '', role: invited, expiresAt: 0 };
  const station = createFixtureStation({ rows, invite });
  const frames = createFrameFeed();
  const started = await startHttpServer({
    station: { ...station, frames },
    listen: '127.0.0.1',
    port: port ?? 0,
    portIsWanted: true,
    rendererFolder: resolve('out/renderer'),
    version: '0.1.0',
    localKey: randomBytes(32).toString('hex'),
    role,
  });
  if (!started.ok) throw new Error(started.failure.message);
  server = started.value;
  let sequence = 0;
  const publish = async (): Promise<void> => {
    if (frames.viewers === 0) return;
    sequence += 1;
    for (const [index, { sourceId, judges, state, recipe }] of station.lines.all().entries()) {
      if (sourceId !== null && state !== 'stopped') await publishOf(sourceId, index, judges, recipe !== null);
    }
  };
  const publishOf = async (sourceId: string, index: number, judges: boolean, isFollowed: boolean): Promise<void> => {
    if (!judges) {
      frames.publish({ ...fixtureFacesHead(sequence), sourceId }, await fixtureFacesPicture(sequence));
      return;
    }
    const detections = fixtureDetections(sequence + index * 31).map((found, place) =>
      isFollowed ? { ...found, track: place + 1 } : found,
    );
    const head = {
      frameId: `${sourceId}-${sequence}`,
      sourceId,
      capturedAt: Date.now(),
      width: 640,
      height: 640,
      part: Math.floor(sequence / 12),
      model: fixtureModel,
      detections,
      verdict: verdictOf(detections),
      inferMs: 19.4,
      endToEndMs: 29.1,
      ...(station.lines.hasHeat ? { heat: fixtureHeat(sequence) } : {}),
    };
    frames.publish(head, await picture(sequence + index * 17, grounds[index % grounds.length] ?? '#222'));
  };
  const timer = setInterval(() => void publish(), pictureEveryMs);
  return {
    station,
    origin: new URL(server.link).origin,
    firstLink: server.link,
    link: (invited = 'admin') => invite(invited).link,
    close: async () => {
      clearInterval(timer);
      station.close();
      await server?.close();
    },
  };
}
