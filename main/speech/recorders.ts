import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that record, best first: parec takes 22 ms from the air to here, sox up to 255. */
export const recorders = ['parec', 'arecord', 'rec', 'sox'] as const;
export type Recorder = (typeof recorders)[number];

/** What a device asks for: who may record it, under which name, and FFmpeg's name where it can stand in. */
export interface RecordingPlan {
  readonly recorders: readonly Recorder[];
  /** Undefined for the machine's default. */
  readonly device: string | undefined;
  readonly ffmpeg: { readonly format: string; readonly url: string } | undefined;
}

const systems: Partial<Record<NodeJS.Platform, (device: string) => { format: string; url: string }>> = {
  win32: (device) => ({ format: 'dshow', url: `audio=${device}` }),
  darwin: (device) => ({ format: 'avfoundation', url: `none:${device}` }),
};

const alsa = (device: string) => ({ format: 'alsa', url: device });

/** "pulse:" is a source of PulseAudio or PipeWire, "alsa:" a card, "system:" what FFmpeg lists where neither is. */
export function planRecording(device: string, platform: NodeJS.Platform): RecordingPlan {
  const split = device.indexOf(':');
  const [kind, name] = [device.slice(0, split), device.slice(split + 1)];
  const system = systems[platform];
  if (kind === 'pulse') return { recorders: ['parec'], device: name, ffmpeg: undefined };
  if (kind === 'alsa') return { recorders: ['arecord'], device: name, ffmpeg: alsa(name) };
  if (kind === 'system') return { recorders: [], device: name, ffmpeg: system?.(name) ?? alsa(name) };
  const isDefault = device === 'default';
  if (system !== undefined) {
    return { recorders: isDefault ? ['rec', 'sox'] : [], device: undefined, ffmpeg: system(device) };
  }
  if (!isDefault) return { recorders: ['arecord'], device, ffmpeg: alsa(device) };
  return { recorders, device: undefined, ffmpeg: alsa('default') };
}

/** Whether a program can be started by its bare name. */
export function isOnPath(program: string, path: string): boolean {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
