import { AV_LOG_QUIET } from 'node-av/constants';
import type { VideoDeviceInfo } from 'node-av/lib';
import { avGetPixFmtName, Device, Log } from 'node-av/lib';
import type { CameraDevice } from '../../preload/contract/sources.ts';

/** Cameras plugged into this machine, with the sizes and rates that each offers. */
export async function listCameras(): Promise<CameraDevice[]> {
  Log.setLevel(AV_LOG_QUIET);
  const devices = await Device.list();
  const cameras = devices.filter((device): device is VideoDeviceInfo => device.type === 'video');
  return Promise.all(
    cameras.map(async ({ name, description }) => ({ device: name, name: description, formats: await formatsOf(name) })),
  );
}

async function formatsOf(device: string): Promise<string[]> {
  // A camera that another program holds may refuse to say; it is listed all the same.
  const modes = await Device.modes(device).catch(() => []);
  const lines = modes.map(({ width, height, maxFrameRate, pixelFormat }) => {
    const format = avGetPixFmtName(pixelFormat) ?? 'compressed';
    return `${width}x${height} at ${Math.round(maxFrameRate)} fps, ${format}`;
  });
  return [...new Set(lines)];
}
