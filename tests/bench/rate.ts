import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createDemoLine } from '../../main/capture/demo-line/line.ts';
import { openBenchStation } from '../support/bench/bench-station.ts';
import { rounded, shareOf } from '../support/bench/numbers.ts';
import { watchOverlay } from '../support/bench/overlay-viewer.ts';
import { makeFakeCamera, whyNoFakeCamera } from '../support/devices/fake-camera.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Frames a second from one camera that gives 30 of 640 x 480, looked at with the starter detector at 320 px. */
interface RateBench {
  readonly name: 'rate';
  /** Of the frames that came, how many were looked at. */
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'frames/s';
  readonly drops: number;
  readonly overlayP95: number;
}

const { values } = parseArgs({ options: { size: { type: 'string' }, seconds: { type: 'string' } } });
const inputSize = Number(values.size ?? 320);
const seconds = Number(values.seconds ?? 20);
const [width, height, fps] = [640, 480, 30];

const missing = whyNoFakeCamera();
if (missing !== undefined) {
  console.log(`bench rate: skipped, ${missing}`);
  process.exit(0);
}

/** Boards as a camera would compress them. */
async function boards(file: string): Promise<void> {
  const line = createDemoLine({ width, height, seed: 1, framesPerSecond: fps, defectsPerBoard: 0.5 });
  const pictures: Buffer[] = [];
  for (let index = 0; index < 2 * fps; index += 1) {
    const raw = { width, height, channels: 1 } as const;
    pictures.push(await sharp(line.frameAt(index).luma, { raw }).toColourspace('srgb').jpeg().toBuffer());
  }
  writeFileSync(file, Buffer.concat(pictures));
}

const { path: folder, remove } = await makeTempFolder();
const camera = await makeFakeCamera(folder);
await boards(join(folder, 'boards.mjpeg'));
// The worker that is started next sees the camera as one that is plugged in.
Object.assign(process.env, camera.environment, {
  FAKECAM_SRC: join(folder, 'boards.mjpeg'),
  FAKECAM_SIZE: `${width}x${height}`,
});
const inferMs: number[] = [];
const { engine, client, close } = await openBenchStation(({ looks }) => {
  for (const look of looks) inferMs.push(look.inferMs);
});
await client.sources.add({ id: 'camera', name: 'Camera', settings: { kind: 'camera', device: '/dev/video0' } });
await client.inspections.start({ sourceId: 'camera', inputSize });
const viewer = watchOverlay(engine.frames, 'camera');
await sleep(3_000);
const before = await client.inspections.state();
viewer.take();
inferMs.length = 0;
const startedAt = performance.now();
await sleep(seconds * 1_000);
const tookMs = performance.now() - startedAt;
const after = await client.inspections.state();
const ages = viewer.take();
viewer.close();
await close();
await remove();

const [frames, drops] = [after.frames - before.frames, after.drops - before.drops];
const perSecond = (many: number): number => rounded((many * 1_000) / tookMs);
console.log(
  `${perSecond(frames)} of ${perSecond(frames + drops)} frames a second looked at, ${perSecond(ages.length)} shown; ` +
    `inference ${rounded(shareOf(inferMs, 0.5))} ms, capture to overlay p50 ${shareOf(ages, 0.5)} ms, p95 ${shareOf(ages, 0.95)} ms`,
);
const bench: RateBench = {
  name: 'rate',
  ratio: rounded(frames / (frames + drops), 3),
  ours: perSecond(frames),
  peer: perSecond(frames + drops),
  unit: 'frames/s',
  drops,
  overlayP95: shareOf(ages, 0.95),
};
console.log(`BENCH ${JSON.stringify(bench)}`);
