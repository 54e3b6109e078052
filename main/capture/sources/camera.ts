import type { SourceSettings } from '../../../preload/contract/sources.ts';
import type { FrameSource } from '../../domain/frame.ts';
import { VideoSource } from '../av/video-source.ts';
import { nameOfSource } from '../source-name.ts';
import type { SourceOptions } from '../source-options.ts';

export type CameraSettings = Extract<SourceSettings, { kind: 'camera' }>;

interface CameraSystem {
  readonly format: string;
  readonly url: (device: string) => string;
}

const systems: Partial<Record<NodeJS.Platform, CameraSystem>> = {
  win32: { format: 'dshow', url: (device) => `video=${device}` },
  darwin: { format: 'avfoundation', url: (device) => `${device}:none` },
};
const linux: CameraSystem = { format: 'v4l2', url: (device) => device };

function optionsOf(settings: CameraSettings): Record<string, string> {
  const { width, height, fps } = settings;
  return {
    ...(width !== undefined && height !== undefined ? { video_size: `${width}x${height}` } : {}),
    ...(fps === undefined ? {} : { framerate: String(fps) }),
  };
}

/** A camera plugged into this machine, by the name that `listCameras` gives. */
export function openCamera(
  settings: CameraSettings,
  options: SourceOptions,
  platform: NodeJS.Platform = process.platform,
): FrameSource {
  const system = systems[platform] ?? linux;
  return new VideoSource(
    {
      thing: nameOfSource(settings),
      expected: 'a camera that is plugged in and free',
      remedy: 'Check its cable, close other programs that use it, or pick another size and rate.',
      url: system.url(settings.device),
      format: system.format,
      options: optionsOf(settings),
      nonBlocking: true,
      readStreamInfo: false,
      pace: 'arrival',
      loop: false,
    },
    options,
  );
}
