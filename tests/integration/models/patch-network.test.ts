import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { atItsPlace } from '../../../main/domain/anomaly/place-scale.ts';
import { fitShortening, type Shortening } from '../../../main/domain/anomaly/whitening.ts';
import { uniform } from '../../../main/domain/bootstrap.ts';
import { readPictureCard } from '../../../main/models/card.ts';
import { graftNetwork } from '../../../main/models/onnx/graft-network.ts';
import { distanceOutput, memoryNetwork } from '../../../main/models/onnx/memory-network.ts';
import {
  groupChannels,
  lookNetwork,
  type PatchNetworkPlan,
  patchNetwork,
  patchOutput,
  pictureInput,
} from '../../../main/models/onnx/patch-network.ts';
import { nearestRows } from '../../../native/lib/nearest.ts';

const folder = path.join(import.meta.dirname, '../../../models/pcb-defects');
const dimensions = 16;
const size = { width: 96, height: 64 };
const cells = (size.width / 8) * (size.height / 8);

async function planOfDetector(): Promise<PatchNetworkPlan> {
  const model = await readPictureCard(folder);
  if (!model.ok) throw new Error(model.failure.message);
  const { features = [], io, preprocessing, file } = model.value.card;
  return {
    bytes: await readFile(path.join(folder, file)),
    inputName: io.input.name,
    size,
    preprocessing,
    features,
    withTexture: true,
  };
}

function expectNetwork(network: Uint8Array | undefined): Uint8Array {
  if (network === undefined) throw new Error('Expected a network, got none');
  return network;
}

/** What a few pictures of noise teach of how patches are compared, half of the numbers for each group. */
async function learnt(plan: PatchNetworkPlan) {
  const channels = groupChannels(plan);
  const all = channels.reduce((sum, count) => sum + count, 0);
  const seen = vectorsOf(await run(expectNetwork(lookNetwork(plan)), noise(7), patchOutput), all);
  const shortenings = channels.map((count, group) => {
    const from = channels.slice(0, group).reduce((sum, before) => sum + before, 0);
    const sample = Float32Array.from(
      { length: cells * count },
      (_, at) => seen[Math.floor(at / count) * all + from + (at % count)] ?? 0,
    );
    return fitShortening(sample, { from: count, to: dimensions / channels.length, seed: 1 });
  });
  return { shortenings, channels, all, network: expectNetwork(patchNetwork(plan, shortenings)) };
}

/** The same in plain words. */
function shortenedPlainly(
  vector: Float32Array,
  channels: readonly number[],
  shortenings: readonly Shortening[],
): number[] {
  let from = 0;
  return shortenings.flatMap(({ weights, offsets }, group) => {
    const count = channels[group] ?? 0;
    const own = vector.subarray(from, from + count);
    from += count;
    return Array.from(offsets, (offset, d) =>
      own.reduce((sum, value, c) => sum + value * (weights[d * count + c] ?? 0), offset),
    );
  });
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

const vectorsOf = (planes: Float32Array, channels = dimensions): Float32Array =>
  Float32Array.from({ length: planes.length }, (_, index) => {
    const [cell, d] = [Math.floor(index / channels), index % channels];
    return planes[d * cells + cell] ?? 0;
  });

it('makes of the detector and the texture beside it short vectors, the same as by plain arithmetic', async () => {
  const plan = await planOfDetector();
  const { network, shortenings, channels, all } = await learnt(plan);
  expect(channels).toEqual([128, 48]);
  expect(groupChannels({ ...plan, withTexture: false })).toEqual([128]);
  const seen = vectorsOf(await run(expectNetwork(lookNetwork(plan)), noise(1), patchOutput), all);
  const vectors = vectorsOf(await run(network, noise(1), patchOutput));
  expect(vectors).toHaveLength(cells * dimensions);
  for (let cell = 0; cell < cells; cell += 1) {
    const plain = shortenedPlainly(seen.subarray(cell * all, (cell + 1) * all), channels, shortenings);
    for (const [d, number] of plain.entries()) expect(vectors[cell * dimensions + d]).toBeCloseTo(number, 3);
  }
  // Dropping what only the boxes needed leaves a sixth of the file.
  expect(network.length).toBeLessThan(1_000_000);
});

it('compares patches nearly alike in another light', async () => {
  const { network } = await learnt(await planOfDetector());
  const patches = await run(network, noise(1), patchOutput);
  const far = (other: Float32Array): number =>
    Math.sqrt(other.reduce((sum, number, index) => sum + (number - (patches[index] ?? 0)) ** 2, 0) / cells);
  const darker = noise(1).map((pixel) => pixel * 0.6);
  expect(far(await run(network, darker, patchOutput))).toBeLessThan(far(await run(network, noise(2), patchOutput)) / 3);
});

it('gives with a memory the distance to the nearest remembered patch on the scale of its place, as the exact scan does', async () => {
  const { network } = await learnt(await planOfDetector());
  const bank = vectorsOf(await run(network, noise(2), patchOutput)).slice(0, 40 * dimensions);
  const random = uniform(9);
  const places = {
    gains: Float32Array.from({ length: cells }, () => 0.5 + random()),
    offsets: Float32Array.from({ length: cells }, () => random() - 0.5),
  };
  const grid = { columns: size.width / 8, rows: size.height / 8 };
  const withMemory = expectNetwork(memoryNetwork(network, { bank, dimensions, grid, places }));
  const distances = await run(withMemory, noise(3), distanceOutput);
  const queries = vectorsOf(await run(network, noise(3), patchOutput));
  const exact = atItsPlace(nearestRows(bank, queries, dimensions, 1).distances.map(Math.sqrt), places);
  expect(distances).toHaveLength(cells);
  for (const [cell, distance] of distances.entries()) expect(distance).toBeCloseTo(exact[cell] ?? 9, 3);
  const plain = { gains: new Float32Array(cells).fill(1), offsets: new Float32Array(cells) };
  const asTheyAre = expectNetwork(memoryNetwork(network, { bank, dimensions, grid, places: plain }));
  const remembered = await run(asTheyAre, noise(2), distanceOutput);
  expect(Math.max(...remembered.subarray(0, 40))).toBeLessThan(0.01);
});

it('refuses what is no network, is cut short, or lacks the inner numbers', async () => {
  const bytes = await readFile(path.join(folder, 'model.onnx'));
  const graft = { after: [], constants: [], output: 'any' };
  expect(graftNetwork(new TextEncoder().encode('no network'), { ...graft, wanted: [] })).toBeUndefined();
  expect(graftNetwork(bytes.subarray(0, 100_000), { ...graft, wanted: ['/Softmax_output_0'] })).toBeUndefined();
  expect(graftNetwork(bytes, { ...graft, wanted: ['/Softmax_output_1'] })).toBeUndefined();
});
