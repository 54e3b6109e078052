import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { FrameSource } from '../../domain/frame.ts';
import type { VideoSpec } from '../av/video-source.ts';
import { VideoSource } from '../av/video-source.ts';
import { nameOfSource } from '../source-name.ts';
import type { SourceOptions } from '../source-options.ts';

export type CameraSettings = Extract<PictureSourceSettings, { kind: 'camera' }>;

interface CameraSystem {
  readonly format: string;
  readonly url: (device: string) => string;
  readonly usually: Readonly<Record<string, string>>;
  /** Its option for a camera that compresses. */
  readonly codec: string;
}

const systems: Partial<Record<NodeJS.Platform, CameraSystem>> = {
  win32: { format: 'dshow', url: (device) => `video=${device}`, usually: {}, codec: 'vcodec' },
  // Its own default of 29.97 frames a second is refused by most cameras.
  darwin: {
    format: 'avfoundation',
    url: (device) => `${device}:none`,
    usually: { framerate: '30' },
    codec: 'input_format',
  },
};
const linux: CameraSystem = { format: 'v4l2', url: (device) => device, usually: {}, codec: 'input_format' };

/** What FFmpeg is asked to open for a camera on this kind of machine. */
export function cameraSpec(settings: CameraSettings, platform: NodeJS.Platform): VideoSpec {
  const system = systems[platform] ?? linux;
  const { width, height, fps, pixelFormat } = settings;
  const size = width !== undefined && height !== undefined ? { width, height } : undefined;
  return {
    thing: nameOfSource(settings),
    expected: 'a camera that is plugged in and free',
    remedy: 'Check its cable, close other programs that use it, or pick another size and rate.',
    url: system.url(settings.device),
    format: system.format,
    options: {
      ...system.usually,
      ...(size === undefined ? {} : { video_size: `${size.width}x${size.height}` }),
      ...(fps === undefined ? {} : { framerate: String(fps) }),
      ...(pixelFormat === undefined ? {} : { [pixelFormat === 'mjpeg' ? system.codec : 'pixel_format']: pixelFormat }),
    },
    size,
    nonBlocking: true,
    readStreamInfo: false,
    pace: 'arrival',
    loop: false,
  };
}

/** A camera plugged into this machine, by the name that `listCameras` gives. */
export const openCamera = (settings: CameraSettings, options: SourceOptions): FrameSource =>
  new VideoSource(cameraSpec(settings, process.platform), options);
