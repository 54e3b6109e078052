import sharp from 'sharp';
import { decodeYolo, strayAnchor } from '../../native/lib/boxes.ts';
import { nearestRows } from '../../native/lib/nearest.ts';
import { allFinite } from '../../native/lib/numbers.ts';
import type { Target } from '../../native/lib/picture.ts';
import { letterbox, nativeStatus } from '../../native/lib/pixels.ts';
import { allFinite as allFiniteTwin } from '../../native/lib/twin/all-finite.ts';
import { decodeYolo as decodeTwin } from '../../native/lib/twin/decode-yolo.ts';
import { letterbox as letterboxTwin } from '../../native/lib/twin/letterbox.ts';
import { nearestRows as nearestTwin } from '../../native/lib/twin/nearest-rows.ts';
import { strayAnchor as strayTwin } from '../../native/lib/twin/stray-anchor.ts';
import { seededBytes, seededPicture } from '../support/random-pictures.ts';

/** `node tests/bench/pixels.ts decode` measures that one alone. */
const wanted = process.argv[2];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Both sides alternate, so that a busy machine slows them alike; prints how many times faster ours is. */
async function compare(name: string, rounds: number, ours: () => unknown, peer: () => unknown): Promise<void> {
  if (wanted !== undefined && wanted !== name) return;
  const times: { readonly ours: number[]; readonly peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < rounds + 3; round += 1) {
    const [mine, other] = [await timed(ours), await timed(peer)];
    if (round < 3) continue;
    times.ours.push(mine);
    times.peer.push(other);
  }
  const [mine, other] = [median(times.ours), median(times.peer)];
  const rounded = { ratio: other / mine, ours: mine, peer: other };
  const shown = Object.fromEntries(Object.entries(rounded).map(([key, value]) => [key, Number(value.toPrecision(4))]));
  console.log(`BENCH ${JSON.stringify({ name, ...shown, unit: 'ms' })}`);
}

const target: Target = {
  width: 640,
  height: 640,
  resize: 'letterbox',
  padValue: 114,
  colour: 'rgb',
  mean: [0, 0, 0],
  std: [255, 255, 255],
};
const [one, other] = [new Float32Array(3 * 640 * 640), new Float32Array(3 * 640 * 640)];
const cases = [
  ['letterboxGraySameSize', { format: 'gray8', width: 640, height: 640 }],
  ['letterboxRgb1280', { format: 'rgb24', width: 1280, height: 720 }],
  ['letterboxNv12At1280', { format: 'nv12', width: 1280, height: 720 }],
  ['letterboxYuyvAt640', { format: 'yuyv422', width: 640, height: 480 }],
  ['letterbox', { format: 'yuv420p', width: 1280, height: 720 }],
] as const;

console.log(nativeStatus().note);
for (const [name, shape] of cases) {
  const picture = seededPicture(shape, 3);
  await compare(
    name,
    15,
    () => letterbox(picture, target, one),
    () => letterboxTwin(picture, target, other),
  );
}
const seededGray = seededPicture({ format: 'gray8', width: 640, height: 640 }, 5);
await compare(
  'copyOfTheTensor',
  15,
  () => letterbox(seededGray, target, one),
  () => other.set(one),
);

const camera = seededPicture({ format: 'rgb24', width: 1280, height: 720 }, 3);
const raw = { width: 1280, height: 720, channels: 3 } as const;
// Sharp stops at bytes; the tensor that a network needs is still to be made of them, and is not counted against it.
await compare(
  'letterboxBesideSharp',
  15,
  () => letterbox(camera, target, one),
  () =>
    sharp(camera.planes[0]?.data, { raw })
      .resize(640, 640, { fit: 'contain', kernel: 'linear', fastShrinkOnLoad: false })
      .raw()
      .toBuffer(),
);

const [labels, anchors] = [80, 8400];
const bytes = seededBytes((4 + labels) * anchors, 11);
const output = Float32Array.from(bytes, (byte, index) => (index < anchors * 4 ? byte * 2.5 : (byte / 255) ** 12));
const options = { scoreThreshold: 0.95, overlapThreshold: 0.5, maxDetections: 300 };
await compare(
  'decode',
  15,
  () => decodeYolo(output, labels, anchors, options),
  () => decodeTwin(output, labels, anchors, options),
);

const bounds = { scoreThreshold: 0.95, width: 640, height: 640, reach: 5_120, slack: 1 };
await compare(
  'strayBoxes',
  15,
  () => strayAnchor(output, labels, anchors, bounds),
  () => strayTwin(output, labels, anchors, bounds),
);
await compare(
  'allFinite',
  15,
  () => allFinite(output),
  () => allFiniteTwin(output),
);

// A memory of a thousand patches asked about every place of a picture, and one face among fifty thousand.
for (const [name, rows, queries, dimensions] of [
  ['nearestPatches', 1_000, 784, 128],
  ['nearestFace', 50_000, 1, 128],
] as const) {
  const numbers = (count: number, seed: number) => Float32Array.from(seededBytes(count, seed), (byte) => byte / 255);
  const [gallery, asked] = [numbers(rows * dimensions, 21), numbers(queries * dimensions, 22)];
  await compare(
    name,
    5,
    () => nearestRows(gallery, asked, dimensions, 1),
    () => nearestTwin(gallery, asked, dimensions, 1),
  );
}
