import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { pictureCard } from '../../../preload/contract/model-card.ts';

/** The peer of the start bench: loads the network, runs it once, says so. */
const [folder = '', threads = '2'] = process.argv.slice(2);
const card = pictureCard.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')));
const { name, width, height } = card.io.input;
const session = await InferenceSession.create(await readFile(join(folder, card.file)), {
  executionProviders: ['cpu'],
  intraOpNumThreads: Number(threads),
  interOpNumThreads: 1,
});
await session.run({ [name]: new Tensor('float32', new Float32Array(3 * width * height), [1, 3, height, width]) });
process.stdout.write('ran\n');
