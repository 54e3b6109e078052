import { describe, expect, it } from 'vitest';
import type { CameraMode } from '../../../../preload/contract/sources.ts';
import { pixelFormatsOf, ratesOf, settledPick, sizesOf } from '../../../../renderer/features/inspect/camera-modes.ts';

const mode = (width: number, height: number, leastFps: number, mostFps: number, pixelFormat: string): CameraMode => ({
  width,
  height,
  leastFps,
  mostFps,
  pixelFormat,
});

/** As a usual webcam has them: large pictures only compressed, or slowly. */
const webcam = [
  mode(1920, 1080, 5, 30, 'mjpeg'),
  mode(1920, 1080, 5, 5, 'yuyv422'),
  mode(1280, 720, 5, 30, 'mjpeg'),
  mode(1280, 720, 10, 10, 'yuyv422'),
  mode(640, 480, 5, 30, 'mjpeg'),
  mode(640, 480, 5, 30, 'yuyv422'),
];

describe('what is picked of a camera', () => {
  it('is at first as large as a network has use for and as quick as a line needs', () => {
    expect(settledPick(webcam, {})).toEqual({ size: '1280x720', rate: '30', pixelFormat: 'mjpeg' });
    expect(settledPick([mode(640, 480, 5, 60, 'yuyv422'), mode(640, 480, 5, 60, 'mjpeg')], {})).toEqual({
      size: '640x480',
      rate: '30',
      pixelFormat: 'yuyv422',
    });
    expect(settledPick([mode(2592, 1944, 4, 4, 'gray')], {})).toEqual({
      size: '2592x1944',
      rate: '4',
      pixelFormat: 'gray',
    });
    expect(settledPick([], {})).toEqual({ size: '', rate: '', pixelFormat: '' });
  });

  it('offers only what goes together', () => {
    expect(sizesOf(webcam)).toEqual(['1920x1080', '1280x720', '640x480']);
    expect(ratesOf(webcam, '1280x720')).toEqual(['30', '25', '20', '15', '10', '5']);
    expect(pixelFormatsOf(webcam, '1280x720', '30')).toEqual(['mjpeg']);
    expect(pixelFormatsOf(webcam, '1280x720', '10')).toEqual(['yuyv422', 'mjpeg']);
  });

  it('keeps what was picked first and changes the rest where they do not go together', () => {
    const slow = settledPick(webcam, { size: '1280x720', rate: '10', pixelFormat: 'yuyv422' });
    expect(slow).toEqual({ size: '1280x720', rate: '10', pixelFormat: 'yuyv422' });
    expect(settledPick(webcam, { ...slow, rate: '30' })).toEqual({ ...slow, rate: '30', pixelFormat: 'mjpeg' });
    expect(settledPick(webcam, { ...slow, size: '640x480' })).toEqual({ ...slow, size: '640x480' });
  });
});
