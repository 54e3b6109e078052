import { describe, expect, it } from 'vitest';
import { cameraSpec } from '../../../main/capture/sources/camera.ts';

describe('a camera', () => {
  it.each([
    ['linux', '/dev/video2', 'v4l2', '/dev/video2', {}],
    ['win32', 'USB Camera', 'dshow', 'video=USB Camera', {}],
    ['darwin', 'FaceTime HD', 'avfoundation', 'FaceTime HD:none', { framerate: '30' }],
  ] as const)('is opened under %s by the name that it has there', (platform, device, format, url, options) => {
    expect(cameraSpec({ kind: 'camera', device }, platform)).toMatchObject({ format, url, options, nonBlocking: true });
  });

  it('is asked for a size only when both sides are known, and for the rate that was set', () => {
    const half = cameraSpec({ kind: 'camera', device: 'c', width: 640, fps: 15 }, 'darwin');
    expect(half.options).toEqual({ framerate: '15' });
    const whole = cameraSpec({ kind: 'camera', device: 'c', width: 640, height: 480 }, 'linux');
    expect(whole.options).toEqual({ video_size: '640x480' });
  });
});
