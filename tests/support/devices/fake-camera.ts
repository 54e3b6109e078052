import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

export interface FakeCamera {
  /** Environment under which a process sees the camera as /dev/video0. */
  readonly environment: NodeJS.ProcessEnv;
  set(fault: 'ok' | 'unplug' | 'stall' | 'busy' | 'corrupt'): void;
  /** Plugged in again, the system may give it another path. */
  moveTo(devicePath: string): void;
}

/** Under which its maker and serial number are linked to where it is plugged in. */
export const fakeCameraName = '/dev/v4l/by-id/usb-Simulated_UVC_Camera_0001-video-index0';

/** Why there can be no simulated camera here; undefined where there can. */
export function whyNoFakeCamera(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the simulated camera needs Linux on x86-64';
  return spawnSync('gcc', ['--version']).status === 0 ? undefined : 'the simulated camera needs gcc';
}

/** Builds the simulated UVC camera in a folder of the test. */
export async function makeFakeCamera(folder: string): Promise<FakeCamera> {
  const library = path.join(folder, 'libfakecam.so');
  const source = path.join(import.meta.dirname, 'fakecam.c');
  const built = spawnSync('gcc', ['-O2', '-w', '-shared', '-fPIC', '-o', library, source, '-ldl', '-pthread']);
  if (built.status !== 0) throw new Error(`gcc refused fakecam.c: ${built.stderr.toString()}`);
  const pictures = path.join(folder, 'frames.mjpeg');
  writeFileSync(pictures, await mjpeg(6, 320, 240));
  const control = path.join(folder, 'fault');
  writeFileSync(control, 'ok');
  const port = path.join(folder, 'port');
  writeFileSync(port, '/dev/video0');
  return {
    environment: {
      ...process.env,
      LD_PRELOAD: library,
      FAKECAM_SRC: pictures,
      FAKECAM_SIZE: '320x240',
      FAKECAM_CTL: control,
      FAKECAM_PORT: port,
      FAKECAM_ID: path.basename(fakeCameraName),
    },
    set: (fault) => writeFileSync(control, fault),
    moveTo: (devicePath) => writeFileSync(port, devicePath),
  };
}

/** One JPEG after the other, each of another grey. */
export async function mjpeg(count: number, width: number, height: number): Promise<Buffer> {
  const pictures: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const grey = Math.round((255 * (index + 1)) / (count + 1));
    const pixels = Buffer.alloc(width * height * 3, grey);
    pictures.push(
      await sharp(pixels, { raw: { width, height, channels: 3 } })
        .jpeg()
        .toBuffer(),
    );
  }
  return Buffer.concat(pictures);
}
