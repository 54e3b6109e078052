import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { uniform } from '../../main/domain/bootstrap.ts';

export type PartFault = 'none' | 'scratch' | 'missing hole' | 'stain';

const [width, height] = [320, 240];

function svgOf(seed: number, fault: PartFault): string {
  const random = uniform(seed);
  const jitter = (): number => (random() - 0.5) * 6;
  const [x, y] = [160 + jitter(), 120 + jitter()];
  const light = Math.round(150 + random() * 20);
  const holes = [
    [-45, -45],
    [45, -45],
    [-45, 45],
    [45, 45],
  ].map(([dx = 0, dy = 0], place) => {
    const isMissing = fault === 'missing hole' && place === seed % 4;
    return isMissing ? '' : `<circle cx="${x + dx}" cy="${y + dy}" r="12" fill="#303438"/>`;
  });
  const [fx, fy] = [x - 15 + random() * 30, y - 15 + random() * 30];
  const faults: Record<PartFault, string> = {
    none: '',
    'missing hole': '',
    scratch: `<path d="M${fx - 40} ${fy} L${fx + 40} ${fy + 22}" stroke="#f4f4f4" stroke-width="4"/>`,
    stain: `<ellipse cx="${fx}" cy="${fy}" rx="18" ry="12" fill="#6b3d1e"/>`,
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#56606a"/>
    <circle cx="${x}" cy="${y}" r="92" fill="rgb(${light},${light},${light + 6})"/>
    ${holes.join('')}${faults[fault]}</svg>`;
}

/** A punched disc as a camera sees it: never in quite the same place or light, and with the noise of a sensor. */
export async function drawPart(seed: number, fault: PartFault = 'none'): Promise<Buffer> {
  const random = uniform(seed + 10_000);
  const { data, info } = await sharp(Buffer.from(svgOf(seed, fault)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 1) data[at] = Math.min(255, (data[at] ?? 0) + Math.round(random() * 8));
  return sharp(data, { raw: info }).png({ compressionLevel: 1 }).toBuffer();
}

export async function drawParts(folder: string, seeds: readonly number[], fault: PartFault = 'none'): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const seed of seeds) await sharp(await drawPart(seed, fault)).toFile(path.join(folder, `${seed}.png`));
  return folder;
}
