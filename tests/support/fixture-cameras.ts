import type { CameraDevice } from '../../preload/contract/sources.ts';

/** As two usual ones are listed: one that compresses what is large, one that says nothing of its modes. */
export const fixtureCameras: readonly CameraDevice[] = [
  {
    device: '/dev/v4l/by-id/usb-046d_HD_Pro_Webcam_C920_5A1B-video-index0',
    name: 'HD Pro Webcam C920',
    at: '/dev/video0',
    modes: [
      { width: 1920, height: 1080, leastFps: 5, mostFps: 30, pixelFormat: 'mjpeg' },
      { width: 1280, height: 720, leastFps: 5, mostFps: 30, pixelFormat: 'mjpeg' },
      { width: 1280, height: 720, leastFps: 10, mostFps: 10, pixelFormat: 'yuyv422' },
      { width: 640, height: 480, leastFps: 5, mostFps: 30, pixelFormat: 'yuyv422' },
    ],
    formats: [],
  },
  { device: '/dev/video2', name: 'Frame grabber', at: '/dev/video2', modes: [], formats: [] },
];
