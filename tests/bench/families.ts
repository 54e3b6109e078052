import { adapterFor } from '../../main/vision/families/registry.ts';
import { unreadable } from '../../main/vision/readable.ts';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { cocoLabels } from '../support/coco-labels.ts';
import { tinyCard } from '../support/model-folder.ts';
import { seededBytes } from '../support/random-pictures.ts';

/** What each family costs after a run, with boxes found in noise: every number looked at, then decoded and suppressed. */
const rounds = 40;
const side = 640;
const families: readonly (readonly [PictureCard['family'], readonly (readonly number[])[]])[] = [
  ['yolo-v8', [[1, 84, 8_400]]],
  ['yolo-v5', [[1, 25_200, 85]]],
  ['yolox', [[1, 8_400, 85]]],
  [
    'nanodet',
    [6_400, 1_600, 400].flatMap((cells) => [
      [1, cells, 80],
      [1, cells, 32],
    ]),
  ],
  ['fastestdet', [[1, 85, 40, 40]]],
  ['yolo-end-to-end', [[1, 300, 6]]],
];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const inMs = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

for (const [family, shapes] of families) {
  const outputs = shapes.map((shape, index) => ({ name: `out${index}`, shape: [...shape] }));
  const io = { input: { name: 'images', layout: 'nchw', width: side, height: side } as const, outputs };
  const thresholds = { score: 0.95, overlap: 0.5, unsure: [0.95, 0.97] as [number, number] };
  const adapter = adapterFor(tinyCard({ family, labels: [...cocoLabels], io, thresholds }));
  if (!adapter.ok) throw new Error(adapter.failure.message);
  // Whole numbers in the sixth field keep the labels of an end-to-end network what they are.
  const noise = outputs.map(({ shape }, seed) =>
    Float32Array.from(
      seededBytes(
        shape.reduce((product, size) => product * size, 1),
        seed + 3,
      ),
      (byte, at) =>
        family === 'yolo-end-to-end' && at % 6 === 5 ? byte % 80 : (byte / 255) ** 12 * (at % 37 === 0 ? 1 : 0.9),
    ),
  );
  const looked: number[] = [];
  const decoded: number[] = [];
  let found = 0;
  const transform = { scaleX: 1, scaleY: 1, padX: 0, padY: 0 };
  for (let round = 0; round < rounds; round += 1) {
    looked.push(inMs(() => unreadable(noise, outputs) ?? adapter.value.flaw?.(noise)));
    decoded.push(
      inMs(() => {
        found = adapter.value.postprocess(noise, transform, { width: side, height: side }).length;
      }),
    );
  }
  const [lookedMs, decodedMs] = [median(looked), median(decoded)].map((value) => Number(value.toPrecision(3)));
  console.log(`BENCH ${JSON.stringify({ name: `after-${family}`, lookedMs, decodedMs, found })}`);
}
