import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { createDemoLine } from '../../main/capture/demo-line/line.ts';

const side = 640;

/** Boards of the demo line as pictures in a folder, named so that their order is that of their numbers. */
export async function demoPictures(
  folder: string,
  count: number,
  options: { readonly seed?: number; readonly defects?: number } = {},
) {
  mkdirSync(folder, { recursive: true });
  const { seed = 5, defects = 1 } = options;
  const line = createDemoLine({
    width: side,
    height: side,
    seed,
    framesPerSecond: 15,
    defectsPerBoard: defects,
    lightingDrift: 0,
    blurDrift: 0,
  });
  const memory = new Uint8Array(side * side);
  const names: string[] = [];
  for (let index = 0, part = -1; names.length < count; index += 1) {
    const frame = line.frameAt(index, memory);
    if (frame.part === null || frame.part === undefined || frame.part === part) continue;
    // The board is looked at when it is well in view.
    const middle = line.frameAt(index + 8, memory);
    part = frame.part;
    const name = `board-${names.length + 1}.jpg`;
    names.push(name);
    await sharp(Buffer.from(middle.luma), { raw: { width: side, height: side, channels: 1 } })
      .jpeg({ quality: 92 })
      .toFile(path.join(folder, name));
  }
  return names;
}
