import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromAlsa, fromPulse } from '../../../main/speech/list-microphones.ts';
import { isOnPath, planRecording } from '../../../main/speech/recorders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('who records a device', () => {
  it.each([
    ['default', 'linux', ['parec', 'arecord', 'rec', 'sox'], undefined, 'alsa:default'],
    ['pulse:mic', 'linux', ['parec'], 'mic', undefined],
    ['alsa:plughw:1,0', 'linux', ['arecord'], 'plughw:1,0', 'alsa:plughw:1,0'],
    ['hw:1,0', 'linux', ['arecord'], 'hw:1,0', 'alsa:hw:1,0'],
    ['default', 'darwin', ['rec', 'sox'], undefined, 'avfoundation:none:default'],
    ['system:1', 'darwin', [], '1', 'avfoundation:none:1'],
    ['system:Headset', 'win32', [], 'Headset', 'dshow:audio=Headset'],
  ] as const)('%s on %s', (device, platform, recorders, name, ffmpeg) => {
    const plan = planRecording(device, platform);
    const standIn = plan.ffmpeg === undefined ? undefined : `${plan.ffmpeg.format}:${plan.ffmpeg.url}`;
    expect([plan.recorders, plan.device, standIn]).toEqual([recorders, name, ffmpeg]);
  });

  it('is looked for on the path, among files that can be run', () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    for (const name of ['parec', 'sox']) writeFileSync(join(folder, name), '');
    chmodSync(join(folder, 'parec'), 0o755);
    chmodSync(join(folder, 'sox'), 0o644);
    const path = [other, folder].join(delimiter);
    expect([isOnPath('parec', path), isOnPath('sox', path), isOnPath('rec', path)]).toEqual([true, false, false]);
    expect(isOnPath('parec', '')).toBe(false);
  });
});

describe('the microphones of a machine', () => {
  it('are those of PulseAudio but for what only plays back', () => {
    const sources = [
      { name: 'speaker.monitor', description: 'Monitor', properties: { 'device.class': 'monitor' } },
      { name: 'mic', description: 'Desk microphone', properties: { 'device.class': 'sound' } },
    ];
    expect(fromPulse(JSON.stringify(sources))).toEqual([{ device: 'pulse:mic', name: 'Desk microphone' }]);
  });

  it.each(['', 'no json', '{"a":1}'])('are none where PulseAudio says %j', (text) => {
    expect(fromPulse(text)).toEqual([]);
  });

  it('are the cards that record', () => {
    const text = [
      '**** List of CAPTURE Hardware Devices ****',
      'card 1: Mic [USB Microphone], device 0: USB Audio [USB Audio]',
      '  Subdevices: 1/1',
    ].join('\n');
    expect(fromAlsa(text)).toEqual([{ device: 'alsa:plughw:1,0', name: 'USB Microphone, USB Audio' }]);
  });
});
