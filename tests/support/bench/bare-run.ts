import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createDemoLine } from '../../../main/capture/demo-line/line.ts';
import { readPictureCard } from '../../../main/models/card.ts';
import { sessionOptions } from '../../../main/models/session-options.ts';
import { adapterFor } from '../../../main/vision/families/registry.ts';

/** The peer of the overhead bench: a process that does nothing but `session.run`, with the station's own settings. */
const [folder = '', threads = '2'] = process.argv.slice(2);

async function open() {
  const model = await readPictureCard(folder);
  if (!model.ok) throw new Error(model.failure.message);
  const { card } = model.value;
  const adapter = adapterFor(card);
  if (!adapter.ok) throw new Error(adapter.failure.message);
  const session = await InferenceSession.create(
    await readFile(join(folder, card.file)),
    sessionOptions('cpu', Number(threads)),
  );
  const numbers = new Float32Array(adapter.value.tensorLength);
  adapter.value.preprocess(demoFrame(), numbers);
  const { name, width, height } = card.io.input;
  const feeds = { [name]: new Tensor('float32', numbers, [1, 3, height, width]) };
  return () => session.run(feeds);
}

function demoFrame() {
  const line = createDemoLine({ width: 640, height: 640, seed: 1, framesPerSecond: 15, defectsPerBoard: 0.5 });
  const { luma, width, height } = line.frameAt(40);
  const planes = [{ data: luma, stride: width }];
  const stamp = { id: 'bench', sourceId: 'bench', sequence: 0, capturedAt: 0, wallTime: 0, part: 0 };
  return { ...stamp, width, height, format: 'gray8' as const, planes };
}

const run = await open();
process.on('message', async (forMs: number) => {
  const startedAt = performance.now();
  let frames = 0;
  for (; performance.now() - startedAt < forMs; frames += 1) await run();
  process.send?.({ frames, tookMs: performance.now() - startedAt });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
