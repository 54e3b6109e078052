import { mostSidePixels, pixelFormats } from '../../main/domain/frame.ts';
import { expectOption, isWhole, isWithin } from './check.ts';
import { letterboxSlots } from './letterbox-job.ts';
import { type NativeStatus, nativeAddon } from './loader.ts';
import { middleOf } from './middle.ts';
import { type Picture, place, type Rim, type Target, type Transform } from './picture.ts';
import { planeShapes } from './planes.ts';
import { letterbox as letterboxTwin } from './twin/letterbox.ts';

/**
 * Fills `into` with the picture as the network takes it, and tells how picture and tensor pixels relate. A rim that stands there from
 * a picture of the same size may be kept: around one of 4:3 it is a quarter of a square tensor.
 */
export function letterbox(picture: Picture, target: Target, into: Float32Array, rim: Rim = 'drawn'): Transform {
  checkPicture(picture);
  checkTarget(target, into);
  if (target.resize === 'crop') return cropped(picture, target, into);
  const { addon } = nativeAddon();
  if (addon === null) return letterboxTwin(picture, target, into, rim);
  const placement = place(picture, target);
  const [first, second, third] = picture.planes;
  if (first === undefined) return placement.transform;
  const slots = letterboxSlots(picture, target, placement, rim);
  addon.letterbox(slots, first.data, (second ?? first).data, (third ?? first).data, into);
  return placement.transform;
}

/** The middle of the picture fills the target; both ways of working pixels know only how to stretch it. */
function cropped(picture: Picture, target: Target, into: Float32Array): Transform {
  const cut = middleOf(picture, target);
  const { scaleX, scaleY } = letterbox(cut.picture, { ...target, resize: 'stretch' }, into);
  return { scaleX, scaleY, padX: -cut.x * scaleX, padY: -cut.y * scaleY };
}

/** Whether this process works pixels natively, with a sentence that a screen may show. */
export const nativeStatus = (): NativeStatus => nativeAddon().status;

function checkPicture(picture: Picture): void {
  const { width, height, format, planes } = picture;
  expectOption(pixelFormats.includes(format), 'picture.format', `one of ${pixelFormats.join(', ')}`, format);
  expectOption(isWhole(width, 1, mostSidePixels), 'picture.width', `a whole number from 1 to ${mostSidePixels}`, width);
  expectOption(
    isWhole(height, 1, mostSidePixels),
    'picture.height',
    `a whole number from 1 to ${mostSidePixels}`,
    height,
  );
  const shapes = planeShapes(format, width, height);
  expectOption(
    planes.length === shapes.length,
    'picture.planes',
    `${shapes.length} planes for ${format}`,
    planes.length,
  );
  for (const [index, { rowBytes, rows }] of shapes.entries()) {
    const plane = planes[index];
    const name = `picture.planes[${index}]`;
    const stride = plane?.stride;
    expectOption(isWhole(stride, rowBytes, 2 ** 31 - 1), `${name}.stride`, `at least ${rowBytes} bytes a row`, stride);
    const needed = (stride ?? 0) * (rows - 1) + rowBytes;
    const held = plane?.data instanceof Uint8Array && plane.data.byteLength >= needed;
    expectOption(held, `${name}.data`, `a Uint8Array of at least ${needed} bytes`, plane?.data);
  }
}

const resizes: readonly Target['resize'][] = ['letterbox', 'letterbox-corner', 'stretch', 'crop'];

function checkTarget(target: Target, into: Float32Array): void {
  const { width, height, resize, padValue, colour, mean, std } = target;
  expectOption(isWhole(width, 1, mostSidePixels), 'target.width', `a whole number from 1 to ${mostSidePixels}`, width);
  expectOption(
    isWhole(height, 1, mostSidePixels),
    'target.height',
    `a whole number from 1 to ${mostSidePixels}`,
    height,
  );
  expectOption(resizes.includes(resize), 'target.resize', `one of ${resizes.join(', ')}`, resize);
  expectOption(isWithin(padValue, 0, 255), 'target.padValue', 'a number from 0 to 255', padValue);
  expectOption(colour === 'rgb' || colour === 'bgr', 'target.colour', 'rgb or bgr', colour);
  expectOption(mean.length === 3 && mean.every(Number.isFinite), 'target.mean', 'three numbers', mean);
  expectOption(
    std.length === 3 && std.every((by) => Number.isFinite(by) && by !== 0),
    'target.std',
    'three numbers that are not 0',
    std,
  );
  const floats = 3 * width * height;
  const fits = into instanceof Float32Array && into.length === floats;
  expectOption(fits, 'into', `a Float32Array of ${floats} numbers`, into);
}
