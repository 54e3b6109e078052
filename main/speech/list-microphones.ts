import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AV_LOG_QUIET } from 'node-av/constants';
import { Device, Log } from 'node-av/lib';
import { z } from 'zod';
import type { MicrophoneDevice } from '../../preload/contract/listen.ts';

const answerWithinMs = 2_000;

const pulseSources = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    properties: z.looseObject({ 'device.class': z.string().optional() }),
  }),
);

/** What PulseAudio or PipeWire says, without the sources that only play back what is heard in the room anyway. */
export function fromPulse(json: string): MicrophoneDevice[] {
  const read = pulseSources.safeParse(parsed(json));
  if (!read.success) return [];
  return read.data
    .filter(({ properties }) => properties['device.class'] !== 'monitor')
    .map(({ name, description }) => ({ device: `pulse:${name}`, name: description }));
}

/** What `arecord -l` says: "card 1: Mic [USB Mic], device 0: USB Audio [USB Audio]". */
export function fromAlsa(text: string): MicrophoneDevice[] {
  const cards = text.matchAll(/^card (\d+): [^[]*\[([^\]]*)\], device (\d+): [^[]*\[([^\]]*)\]/gm);
  // The plug in front converts rates and channels that the card itself does not have.
  return [...cards].map(([, card, name, device, what]) => ({
    device: `alsa:plughw:${card},${device}`,
    name: `${name}, ${what}`,
  }));
}

/** Microphones plugged into this machine; the first is what the machine takes where nothing else is said. */
export async function listMicrophones(): Promise<MicrophoneDevice[]> {
  const [pulse, alsa, system] = await Promise.all([
    said('pactl', ['-f', 'json', 'list', 'sources']),
    said('arecord', ['-l']),
    listedBySystem(),
  ]);
  const found = [...fromPulse(pulse), ...fromAlsa(alsa), ...system];
  return [{ device: 'default', name: 'Default microphone' }, ...found];
}

/** Empty where the program is not there or has nothing to say. */
async function said(program: string, parameters: readonly string[]): Promise<string> {
  // In the words that are read above, whatever language the machine speaks.
  const env = { ...process.env, LC_ALL: 'C' };
  return promisify(execFile)(program, [...parameters], { timeout: answerWithinMs, env }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

async function listedBySystem(): Promise<MicrophoneDevice[]> {
  if (process.platform === 'linux') return [];
  Log.setLevel(AV_LOG_QUIET);
  const devices = await Device.list().catch(() => []);
  return devices
    .filter(({ type }) => type === 'audio')
    .map(({ name, description }) => ({ device: `system:${name}`, name: description }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
