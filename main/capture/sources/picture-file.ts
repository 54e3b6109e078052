import path from 'node:path';
import sharp from 'sharp';
import { type Frame, mostSidePixels } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { unreachable } from '../unreachable.ts';

const pictureNames = /\.(jpe?g|png|webp|tiff?|gif|avif)$/i;
const mostPixels = 100_000_000;

export const isPictureName = (name: string): boolean => pictureNames.test(name) && !name.startsWith('.');

/** Reads one picture, upright and without transparency. */
export async function readPicture(
  file: string,
): Promise<Outcome<Pick<Frame, 'width' | 'height' | 'format' | 'planes'>>> {
  const decoding = sharp(file, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .flatten()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const decoded = await decoding.catch(() => undefined);
  if (decoded === undefined || (decoded.info.channels !== 1 && decoded.info.channels !== 3)) {
    return unreachable(
      `Picture ${path.basename(file)}`,
      'a whole JPEG, PNG, WebP, TIFF, GIF or AVIF',
      'a file that does not decode',
      'It was skipped; save it anew.',
    );
  }
  const { data, info } = decoded;
  if (Math.max(info.width, info.height) > mostSidePixels) {
    return unreachable(
      `Picture ${path.basename(file)}`,
      `sides of at most ${mostSidePixels} pixels`,
      `${info.width} x ${info.height}`,
      'It was skipped; cut it into parts.',
    );
  }
  const format = info.channels === 1 ? 'gray8' : 'rgb24';
  return succeed({
    width: info.width,
    height: info.height,
    format,
    planes: [{ data, stride: info.width * info.channels }],
  });
}
