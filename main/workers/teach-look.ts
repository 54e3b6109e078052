import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { letterbox } from '../../native/lib/pixels.ts';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { readPicture } from '../capture/sources/picture-file.ts';
import type { Size } from '../domain/anomaly/input-size.ts';
import { letGo } from '../domain/let-go.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { CardedModel } from '../models/card.ts';
import { patchOutput, pictureInput } from '../models/onnx/patch-network.ts';
import { type Network, openNetwork } from '../models/session.ts';

/** The network of a taught model takes pixels as they are: evening out the light is its first layer. */
const plainPixels = { resize: 'stretch', padValue: 0, mean: [0, 0, 0], std: [1, 1, 1] } as const;
const networkFile = 'patches.onnx';

/** A network that gives numbers for each patch, and what it is opened with. */
export interface PatchView {
  readonly backbone: PictureCard;
  readonly size: Size;
  readonly grid: Size;
  /** Numbers for each patch. */
  readonly channels: number;
  readonly bytes: Uint8Array;
  readonly folder: string;
  readonly threads: number;
}

/** Runs each picture through the network; gives each one's patches as vectors, one after the other, and keeps none itself. */
export async function lookAtAll(
  view: PatchView,
  files: readonly string[],
  seen: (patches: Float32Array, place: number) => void,
): Promise<Outcome<null>> {
  await writeFile(join(view.folder, networkFile), view.bytes);
  const opened = await openPatches(view);
  if (!opened.ok) return opened;
  const { backbone, size } = view;
  const target = { ...size, ...plainPixels, colour: backbone.preprocessing.colour } as const;
  const tensor = new Float32Array(3 * size.width * size.height);
  for (const [place, file] of files.entries()) {
    const picture = await readPicture(file);
    if (!picture.ok) {
      await opened.value.release();
      return picture;
    }
    letterbox(picture.value, target, tensor);
    const [numbers = new Float32Array(0)] = await opened.value.run([tensor]);
    const vectors = patchByPatch(numbers, view.channels);
    letGo(numbers);
    seen(vectors, place);
  }
  await opened.value.release();
  return succeed(null);
}

function openPatches({ backbone, size, grid, channels, bytes, folder, threads }: PatchView): Promise<Outcome<Network>> {
  const model: CardedModel = { folder, card: { ...backbone, file: networkFile, ...factsOf(bytes) } };
  const plan = {
    inputs: [{ name: pictureInput, shape: [1, 3, size.height, size.width] }],
    constants: [],
    outputs: [{ name: patchOutput, shape: [1, channels, grid.height, grid.width] }],
    anyOutputSize: false,
  };
  return openNetwork(model, plan, { providers: ['cpu'], threads, now: () => performance.now() });
}

/** From one plane for each number to one vector for each patch. */
function patchByPatch(planes: Float32Array, channels: number): Float32Array {
  const cells = planes.length / channels;
  const vectors = new Float32Array(planes.length);
  for (let d = 0; d < channels; d += 1) {
    for (let cell = 0; cell < cells; cell += 1) vectors[cell * channels + d] = planes[d * cells + cell] ?? 0;
  }
  return vectors;
}

export const factsOf = (bytes: Uint8Array): { readonly bytes: number; readonly sha256: string } => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
