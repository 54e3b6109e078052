import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDemoLine } from '../../main/capture/demo-line/line.ts';
import { createRandom } from '../../main/capture/demo-line/random.ts';
import { FeatureSketches } from '../../main/domain/drift/feature-sketches.ts';
import { pictureFeatures } from '../../main/domain/drift/picture-features.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import { readPictureCard } from '../../main/models/card.ts';
import { openSession } from '../../main/models/session.ts';
import { writeWindow } from '../../main/observe/stored-window.ts';
import { adapterFor } from '../../main/vision/families/registry.ts';
import { demoLineSettings } from '../../preload/contract/sources.ts';

// Writes models/pcb-defects/reference.json, what drift is measured against where nobody chose a window, and names it in
// card.json: sketches of generated boards under the line's camera, each of a design of its own, as the detector sees them.
const USAGE = 'node cloud/trainer/write-reference.ts [--model DIR] [--seed N] [--count N]';

/** At 30 frames a second and 30 boards a minute a board is in view for so many frames. */
const FRAMES_PER_BOARD = 60;

function expectDone<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.failure.message);
}

function wholeOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`Expected --${name} to be a whole number from ${least}, got ${text}. Usage: ${USAGE}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'models/pcb-defects' },
      seed: { type: 'string', default: '71' },
      count: { type: 'string', default: '2400' },
    },
  });
  const [seed, count] = [wholeOf('seed', values.seed, 0), wholeOf('count', values.count, 100)];
  const model = expectDone(await readPictureCard(values.model));
  const adapter = expectDone(adapterFor(model.card));
  const now = () => performance.now();
  // One thread of the processor: sums come out the same whatever else the machine has.
  const session = expectDone(await openSession(model, { providers: ['cpu'], threads: 1, now }));
  const tensor = new Float32Array(adapter.tensorLength);
  // As often spoilt as on the demo line that a station comes with.
  const { defectsPerBoard } = demoLineSettings.parse({ kind: 'demo' });
  const line = createDemoLine({ seed, boardsPerDesign: 1, defectsPerBoard });
  const random = createRandom(seed);
  const sketches = new FeatureSketches();
  for (let i = 0; i < count; i += 1) {
    // Two boards on each time: no board is in two pictures.
    const index = 2 * i * FRAMES_PER_BOARD + random.integer(0, FRAMES_PER_BOARD - 1);
    const { width, height, luma } = line.frameAt(index);
    const frame = { width, height, format: 'gray8' as const, planes: [{ data: luma, stride: width }] };
    const transform = adapter.preprocess(frame, tensor);
    const detections = adapter.postprocess(await session.run(tensor), transform, frame);
    sketches.add({ width, height, detections, picture: pictureFeatures(frame) });
    if ((i + 1) % 400 === 0) console.log(`${i + 1} of ${count} pictures`);
  }
  await session.release();
  // Pictures that were drawn have no time.
  const window = { startAt: 0, endAt: 0, latenessMs: 0, predictions: count, late: 0 };
  const text = `${writeWindow({ window, sketches })}\n`;
  const file = 'reference.json';
  await writeFile(join(values.model, file), text);
  const reference = {
    file,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    drawnFrom: `${count} generated boards under the line's camera, seed ${seed}`,
  };
  const path = join(values.model, 'card.json');
  const card = { ...JSON.parse(await readFile(path, 'utf8')), reference };
  await writeFile(path, `${JSON.stringify(card, null, 2)}\n`);
  console.log(`${file}: ${reference.bytes} bytes, ${reference.drawnFrom}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
