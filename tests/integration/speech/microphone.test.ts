import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeVirtualMicrophone, whyNoMicrophone } from '../../support/devices/virtual-microphone.ts';
import { describeUnless, itUnless } from '../../support/lacks.ts';
import {
  joined,
  noise,
  samplesOf,
  silence,
  sileroFolder,
  speechFiles,
  whyNoSilero,
  whyNoSpeech,
  writeWav,
} from '../../support/sounds.ts';
import { SpeechWorker } from '../../support/speech-worker.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const microphone = (device = 'default') => ({ kind: 'microphone', device }) as const;

async function plugged(change: NodeJS.ProcessEnv = {}) {
  const virtual = await makeVirtualMicrophone(temporaryFolder());
  onTestFinished(() => virtual.close());
  const worker = new SpeechWorker({ ...virtual.environment, ...change });
  onTestFinished(() => worker.end());
  return { virtual, worker };
}

const listen = async (worker: SpeechWorker, device = 'default') => {
  const modelFolder = await sileroFolder();
  return worker.ask('start', { sourceId: 'desk', settings: microphone(device), modelFolder, threads: 1 });
};

const states = (worker: SpeechWorker) => worker.all('source').map(({ state }) => state);
const loudness = (worker: SpeechWorker) => worker.all('level').at(-1)?.level.rmsDb ?? -100;

describeUnless(whyNoMicrophone())('a microphone', () => {
  it('is listed by its name, without the monitor of the speaker', async () => {
    const { worker } = await plugged();
    expect(await worker.ask('microphones', null)).toEqual({
      ok: true,
      value: [
        { device: 'default', name: 'Default microphone' },
        { device: 'pulse:mic', name: 'SimulatedMicrophone' },
      ],
    });
  });

  it.each(['default', 'pulse:mic'])('is probed as %s', async (device) => {
    const { worker } = await plugged();
    const probed = await worker.ask('probe', { settings: microphone(device), deadlineMs: 8_000 });
    expect(probed).toMatchObject({ ok: true, value: { sampleRateHz: 16_000, format: 'parec' } });
  });

  it('that nobody plugged in is refused with what each recorder said', async () => {
    const { virtual, worker } = await plugged();
    await virtual.unplug();
    const refused = await worker.ask('probe', { settings: microphone('pulse:mic'), deadlineMs: 8_000 });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable', thing: 'The microphone' } });
    expect(refused.ok ? '' : refused.failure.received).toMatch(/^parec: parec ended/);
  });

  it('without any recorder is refused with what to install', async () => {
    const { worker } = await plugged({ PATH: temporaryFolder() });
    const refused = await worker.ask('probe', { settings: microphone('pulse:mic'), deadlineMs: 8_000 });
    expect(refused).toMatchObject({
      ok: false,
      failure: { received: 'none of the programs parec, arecord, rec and sox' },
    });
    expect(refused.ok ? '' : refused.failure.remedy).toContain('apt-get install');
  });

  it('whose recorder gives nothing is given up for the next one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'parec'), '#!/bin/sh\nexec sleep 60\n');
    writeFileSync(join(folder, 'arecord'), '#!/bin/sh\nexec cat /dev/zero\n');
    for (const name of ['parec', 'arecord']) chmodSync(join(folder, name), 0o755);
    const { worker } = await plugged({ PATH: [folder, process.env.PATH].join(delimiter) });
    const probed = await worker.ask('probe', { settings: microphone(), deadlineMs: 8_000 });
    expect(probed).toMatchObject({ ok: true, value: { format: 'arecord' } });
  });
});

describeUnless(whyNoMicrophone(), whyNoSilero)('a microphone that is listened to', () => {
  itUnless(whyNoSpeech)('hears somebody speak into it', async () => {
    const { virtual, worker } = await plugged();
    expect(await listen(worker)).toMatchObject({ ok: true, value: { format: 'parec' } });
    const [recording = ''] = speechFiles();
    void virtual.say(writeWav(joined([await samplesOf(recording), silence(2)])));
    await worker.until(() => worker.all('speech').length > 0);
    const [first] = worker.all('speech');
    expect(first?.score).toBeGreaterThan(0.5);
    expect(first?.durationMs).toBeGreaterThan(250);
    expect(worker.all('level').some(({ speaking }) => speaking)).toBe(true);
    expect(worker.all('level').at(-1)?.droppedMs).toBe(0);
    expect(await worker.ask('stop', null)).toEqual({ ok: true, value: null });
  });

  it('is opened anew when it was unplugged and comes back', async () => {
    const { virtual, worker } = await plugged();
    await listen(worker);
    await worker.until(() => states(worker).includes('running'));
    await virtual.unplug();
    await worker.until(() => states(worker).at(-1) === 'failed');
    expect(worker.all('source').at(-1)?.note).toMatch(/^The microphone .*Next try in \d+ s\.$/);
    await virtual.plugIn();
    await worker.until(() => states(worker).at(-1) === 'running');
    void virtual.say(writeWav(noise(3, 0.3)));
    await worker.until(() => loudness(worker) > -30);
  });

  it('that stalls is counted, and heard again when it goes on', async () => {
    const { virtual, worker } = await plugged();
    await listen(worker);
    await worker.until(() => states(worker).includes('running'));
    virtual.stall();
    await worker.until(() => states(worker).includes('stalled'));
    expect(worker.all('source').at(-1)).toMatchObject({ state: 'stalled', stalls: 1 });
    virtual.goOn();
    await worker.until(() => states(worker).at(-1) === 'running');
  });

  it('leaves no recorder behind when the worker is told to stop', async () => {
    const { worker } = await plugged();
    await listen(worker);
    await worker.ask('stop', null);
    const { pid } = worker.process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    expect(children.trim()).toBe('');
  });
});
