import { AV_LOG_QUIET } from 'node-av/constants';
import type { DeviceMode, VideoDeviceInfo } from 'node-av/lib';
import { avGetPixFmtName, Device, Log } from 'node-av/lib';
import type { CameraDevice, CameraMode } from '../../preload/contract/sources.ts';
import { stableNames } from './stable-names.ts';

/** Cameras plugged into this machine, with the sizes, rates and pixel formats that each offers. */
export async function listCameras(): Promise<CameraDevice[]> {
  Log.setLevel(AV_LOG_QUIET);
  const [devices, names] = await Promise.all([Device.list(), stableNames()]);
  const cameras = devices.filter((device): device is VideoDeviceInfo => device.type === 'video');
  return Promise.all(
    cameras.map(async ({ name, description }) => {
      const modes = await modesOf(name);
      return { device: names.get(name) ?? name, name: description, at: name, modes, formats: modes.map(sentenceOf) };
    }),
  );
}

async function modesOf(device: string): Promise<CameraMode[]> {
  // A camera that another program holds may refuse to say; it is listed all the same.
  const modes = (await Device.modes(device).catch(() => [])).map(modeOf);
  const distinct = new Map(modes.map((mode) => [sentenceOf(mode), mode]));
  return [...distinct.values()];
}

const modeOf = ({ width, height, minFrameRate, maxFrameRate, pixelFormat }: DeviceMode): CameraMode => ({
  width,
  height,
  leastFps: minFrameRate,
  mostFps: maxFrameRate,
  // Whatever is compressed has no pixel format of its own, and what cameras compress to is Motion-JPEG nearly always.
  pixelFormat: avGetPixFmtName(pixelFormat) ?? 'mjpeg',
});

const sentenceOf = ({ width, height, mostFps, pixelFormat }: CameraMode): string =>
  `${width}x${height} at ${Math.round(mostFps)} fps, ${pixelFormat}`;
