import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { uniform } from '../../main/domain/bootstrap.ts';

export type TextureFault = 'none' | 'scratch';

const [width, height] = [256, 192];
/** Half the length of a scratch, and half its width. */
const [reach, thin] = [36, 1.2];

/** Random steps that follow each other, drawn back to nought: streaks of any width. */
function streaks(length: number, random: () => number): Float64Array {
  let level = 0;
  return Float64Array.from({ length }, () => {
    level = 0.7 * level + (random() - 0.5);
    return level;
  });
}

/** Brushed metal under a lamp that is never quite as bright, nor quite where it was. A scratch across it is no brighter than its brightest streaks. */
export async function drawTexture(seed: number, fault: TextureFault = 'none'): Promise<Buffer> {
  const random = uniform(seed + 20_000);
  const brushed = streaks(width, random);
  const lamp = { gain: 0.8 + 0.4 * random(), tiltX: random() - 0.5, tiltY: random() - 0.5 };
  const [faultX, faultY] = [60 + random() * (width - 120), 50 + random() * (height - 100)];
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [offX, offY] = [x - faultX, y - faultY];
      const isScratched = fault === 'scratch' && Math.abs(offX) < reach && Math.abs(offY - offX / 3) < thin;
      const shading = 1 + 0.3 * (lamp.tiltX * (x / width - 0.5) + lamp.tiltY * (y / height - 0.5));
      const face = 110 + 24 * (brushed[x] ?? 0) + 10 * (random() - 0.5) + (isScratched ? 26 : 0);
      pixels[y * width + x] = Math.max(0, Math.min(255, Math.round(face * lamp.gain * shading)));
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export async function drawTextures(
  folder: string,
  seeds: readonly number[],
  fault: TextureFault = 'none',
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const seed of seeds) await sharp(await drawTexture(seed, fault)).toFile(path.join(folder, `${seed}.png`));
  return folder;
}
