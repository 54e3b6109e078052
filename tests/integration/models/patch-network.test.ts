import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { projectionWeights } from '../../../main/domain/anomaly/project.ts';
import { uniform } from '../../../main/domain/bootstrap.ts';
import { readPictureCard } from '../../../main/models/card.ts';
import { graftNetwork } from '../../../main/models/onnx/graft-network.ts';
import {
  distanceOutput,
  memoryNetwork,
  patchNetwork,
  patchOutput,
  pictureInput,
} from '../../../main/models/onnx/patch-network.ts';
import { nearestRows } from '../../../native/lib/nearest.ts';

const folder = path.join(import.meta.dirname, '../../../models/pcb-defects');
const dimensions = 16;
const size = { width: 96, height: 64 };
const cells = (size.width / 8) * (size.height / 8);

async function patchesOfDetector(): Promise<Uint8Array> {
  const model = await readPictureCard(folder);
  if (!model.ok) throw new Error(model.failure.message);
  const { features = [], io, preprocessing, file } = model.value.card;
  const channels = features.reduce((sum, map) => sum + map.channels, 0);
  const network = patchNetwork({
    bytes: await readFile(path.join(folder, file)),
    inputName: io.input.name,
    size,
    preprocessing,
    features,
    projection: { dimensions, weights: projectionWeights({ from: channels, to: dimensions, seed: 1 }) },
  });
  if (network === undefined) throw new Error('Expected a patch network, got none');
  return network;
}

async function run(network: Uint8Array, pixels: Float32Array, output: string): Promise<Float32Array> {
  const session = await InferenceSession.create(Buffer.from(network), { intraOpNumThreads: 1 });
  const tensor = new Tensor('float32', pixels, [1, 3, size.height, size.width]);
  const { data } = (await session.run({ [pictureInput]: tensor }))[output] ?? {};
  await session.release();
  if (!(data instanceof Float32Array)) throw new Error(`Expected numbers from ${output}`);
  return data.slice();
}

function noise(seed: number): Float32Array {
  const random = uniform(seed);
  return Float32Array.from({ length: 3 * size.width * size.height }, () => 40 + random() * 150);
}

const vectorsOf = (planes: Float32Array): Float32Array =>
  Float32Array.from({ length: planes.length }, (_, index) => {
    const [cell, d] = [Math.floor(index / dimensions), index % dimensions];
    return planes[d * cells + cell] ?? 0;
  });

it('makes of the detector a network whose patches are unit vectors that a change of light leaves alone', async () => {
  const network = await patchesOfDetector();
  const picture = noise(1);
  const patches = await run(network, picture, patchOutput);
  const vectors = vectorsOf(patches);
  expect(patches).toHaveLength(cells * dimensions);
  for (let cell = 0; cell < cells; cell += 1) {
    const vector = vectors.subarray(cell * dimensions, (cell + 1) * dimensions);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
  }
  const darker = await run(
    network,
    picture.map((pixel) => pixel * 0.6 + 12),
    patchOutput,
  );
  for (const [index, number] of darker.entries()) expect(number).toBeCloseTo(patches[index] ?? 9, 3);
  // Dropping what only the boxes needed leaves a sixth of the file.
  expect(network.length).toBeLessThan(1_000_000);
});

it('gives with a memory the distance to the nearest remembered patch, as the exact scan does', async () => {
  const network = await patchesOfDetector();
  const bank = vectorsOf(await run(network, noise(2), patchOutput)).slice(0, 40 * dimensions);
  const withMemory = memoryNetwork(network, {
    bank,
    dimensions,
    grid: { columns: size.width / 8, rows: size.height / 8 },
  });
  if (withMemory === undefined) throw new Error('Expected a memory network, got none');
  const distances = await run(withMemory, noise(3), distanceOutput);
  const queries = vectorsOf(await run(network, noise(3), patchOutput));
  const exact = nearestRows(bank, queries, dimensions, 1).distances.map(Math.sqrt);
  expect(distances).toHaveLength(cells);
  for (const [cell, distance] of distances.entries()) expect(distance).toBeCloseTo(exact[cell] ?? 9, 3);
  const remembered = await run(withMemory, noise(2), distanceOutput);
  expect(Math.max(...remembered.subarray(0, 40))).toBeLessThan(0.01);
});

it('refuses what is no network, is cut short, or lacks the inner numbers', async () => {
  const bytes = await readFile(path.join(folder, 'model.onnx'));
  const graft = { after: [], constants: [], output: 'any' };
  expect(graftNetwork(new TextEncoder().encode('no network'), { ...graft, wanted: [] })).toBeUndefined();
  expect(graftNetwork(bytes.subarray(0, 100_000), { ...graft, wanted: ['/Softmax_output_0'] })).toBeUndefined();
  expect(graftNetwork(bytes, { ...graft, wanted: ['/Softmax_output_1'] })).toBeUndefined();
});
