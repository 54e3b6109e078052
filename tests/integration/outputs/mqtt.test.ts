import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SparkplugCodec } from '../../../main/outputs/sparkplug-payload.ts';
import { mqttSettings } from '../../../preload/contract/output-settings.ts';
import { describeUnless } from '../../support/lacks.ts';
import { aVerdict } from '../../support/outputs/a-verdict.ts';
import { Broker, type HeardMessage, listenAt, whyNoBroker } from '../../support/outputs/broker.ts';
import { Gate } from '../../support/outputs/gate.ts';
import { until } from '../../support/outputs/plc.ts';
import { openTried } from '../../support/outputs/plc-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const json = { format: 'json', topic: 'line/1/verdict', retained: true } as const;
const sparkplug = { format: 'sparkplug-b', group: 'plant', node: 'caracal', device: 'line-1' } as const;
const settings = (port: number, over: object = {}) =>
  mqttSettings.parse({ kind: 'mqtt', url: `mqtt://127.0.0.1:${port}`, payload: json, ...over });

async function open(topic = '#') {
  const broker = await Broker.open(temporaryFolder());
  onTestFinished(() => broker.stop());
  const gate = await Gate.to(broker.port);
  onTestFinished(() => gate.fall());
  const { client, heard } = await listenAt(broker.port, topic);
  onTestFinished(async () => void (await client.endAsync(true)));
  return { broker, gate, client, heard };
}

const away = { ok: false, failure: { code: 'unreachable' } };

describeUnless(whyNoBroker)('a broker', () => {
  it('is told each verdict as JSON on its topic, and keeps the newest where it shall', async () => {
    const { broker, heard } = await open();
    const tried = await openTried(settings(broker.port));
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(7), undefined)).toMatchObject({ ok: true });
    await until(() => heard.length === 1);
    expect(JSON.parse(String(heard[0]?.payload))).toEqual(aVerdict(7));
    expect(heard[0]?.topic).toBe('line/1/verdict');
    const { client, heard: later } = await listenAt(broker.port, '#');
    await until(() => later.length === 1);
    expect(later[0]?.retain).toBe(true);
    await client.endAsync(true);
  });

  it('that hangs costs its deadline, is left alone, and is reached again', async () => {
    const { gate, heard } = await open();
    const tried = await openTried(settings(gate.port));
    await until(() => tried.news().state === 'connected');
    gate.freeze();
    expect(await tried.room.tell('tried', aVerdict(1), undefined)).toMatchObject({
      ok: false,
      failure: { code: 'deadline_exceeded' },
    });
    await until(() => tried.news().state === 'away');
    // At once, and without another try.
    expect(await tried.room.tell('tried', aVerdict(2), undefined)).toMatchObject(away);
    gate.thaw();
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(3), undefined)).toMatchObject({ ok: true });
    await until(() => heard.some(({ payload }) => JSON.parse(String(payload)).inspection === 3));
    expect(tried.news().note).toBe('');
  });

  it('that is killed and comes back is told again', async () => {
    const { broker } = await open();
    const tried = await openTried(settings(broker.port));
    await until(() => tried.news().state === 'connected');
    await broker.stop();
    await until(() => tried.news().state === 'away');
    expect(await tried.room.tell('tried', aVerdict(1), undefined)).toMatchObject(away);
    await broker.start();
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(2), undefined)).toMatchObject({ ok: true });
  });

  it('that answers with garbage is a failure and not an end', async () => {
    const { gate } = await open();
    gate.garble();
    const tried = await openTried(settings(gate.port));
    await until(() => tried.news().state === 'away');
    gate.thaw();
    await until(() => tried.news().state === 'connected');
  });

  it('lets nobody in without the right password, and says so without telling it', async () => {
    const folder = temporaryFolder();
    const passwords = join(folder, 'passwords');
    writeFileSync(passwords, '', { mode: 0o600 });
    expect(spawnSync('mosquitto_passwd', ['-b', passwords, 'line', 'right']).status).toBe(0);
    const broker = await Broker.open(folder, passwords);
    onTestFinished(() => broker.stop());
    const wrong = await openTried(settings(broker.port, { user: 'line' }), { secrets: { password: 'wrong-one' } });
    await until(() => wrong.news().note !== '');
    expect(wrong.news().note).toMatch(/user and password.*accepted.*Not authorized/);
    expect(wrong.news().note).not.toContain('wrong-one');
    const right = await openTried(settings(broker.port, { user: 'line' }), { secrets: { password: 'right' } });
    await until(() => right.news().state === 'connected');
  });

  it('is sent a test that is marked as one', async () => {
    const { broker, heard } = await open();
    const tried = await openTried(settings(broker.port));
    await until(() => tried.news().state === 'connected');
    const report = await tried.room.test(tried.job, tried.order);
    expect(report).toMatchObject({
      ok: true,
      steps: [{ what: 'The connection stands' }, { what: expect.stringMatching(/test/) }],
    });
    await until(() => heard.length === 1);
    expect(JSON.parse(String(heard[0]?.payload))).toMatchObject({ test: true, ok: false, inspection: 0 });
  });
});

describeUnless(whyNoBroker)('Sparkplug B', () => {
  const read = async ({ topic, payload }: HeardMessage) => {
    const message = (await SparkplugCodec.open()).decode(payload);
    const metrics = Object.fromEntries((message?.metrics ?? []).map((metric) => [metric.name, metric]));
    return { kind: topic.split('/')[2], topic, seq: message?.seq, metrics };
  };

  it('begins with births, counts its messages, and marks what is told late', async () => {
    const { broker, heard } = await open('spBv1.0/#');
    const tried = await openTried(settings(broker.port, { payload: sparkplug }));
    await until(() => tried.news().state === 'connected');
    await tried.room.tell('tried', aVerdict(1), undefined);
    await tried.room.tell('tried', aVerdict(2, { historical: true, verdict: 'pass', ok: true }), undefined);
    await until(() => heard.length === 4);
    const told = await Promise.all(heard.map(read));
    expect(told.map(({ topic, seq }) => [topic, seq])).toEqual([
      ['spBv1.0/plant/NBIRTH/caracal', 0],
      ['spBv1.0/plant/DBIRTH/caracal/line-1', 1],
      ['spBv1.0/plant/DDATA/caracal/line-1', 2],
      ['spBv1.0/plant/DDATA/caracal/line-1', 3],
    ]);
    expect(told[0]?.metrics).toMatchObject({
      bdSeq: { value: 0, type: 'UInt64' },
      'Node Control/Rebirth': { value: false },
    });
    expect(Object.keys(told[1]?.metrics ?? {})).toEqual(Object.keys(told[2]?.metrics ?? {}));
    expect(told[2]?.metrics).toMatchObject({
      'Inspection/Id': { value: 1, isHistorical: false },
      'Inspection/Ok': { value: false, type: 'Boolean', timestamp: 1_760_000_000_400 },
      'Inspection/Model': { value: 'pcb-defects 1.1.0' },
    });
    expect(told[3]?.metrics['Inspection/Verdict']).toMatchObject({ value: 'pass', isHistorical: true });
  });

  it('is born again when a host asks, with its count begun anew', async () => {
    const { broker, client, heard } = await open('spBv1.0/#');
    const tried = await openTried(settings(broker.port, { payload: sparkplug }));
    await until(() => tried.news().state === 'connected');
    await tried.room.tell('tried', aVerdict(1), undefined);
    await until(() => heard.length === 3);
    const codec = await SparkplugCodec.open();
    const rebirth = { name: 'Node Control/Rebirth', type: 'Boolean', value: true, timestamp: 1 } as const;
    await client.publishAsync('spBv1.0/plant/NCMD/caracal', 'no payload at all');
    await client.publishAsync('spBv1.0/plant/NCMD/caracal', codec.encode({ timestamp: 1, metrics: [rebirth] }));
    await until(() => heard.length === 7);
    const told = await Promise.all(heard.slice(5).map(read));
    expect(told.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['NBIRTH', 0],
      ['DBIRTH', 1],
    ]);
  });

  it('dies with the number that it was born with: by its will when it is lost, by its word when it leaves', async () => {
    const { gate, heard } = await open('spBv1.0/#');
    const tried = await openTried(settings(gate.port, { payload: sparkplug }));
    await until(() => heard.length === 2);
    await gate.fall();
    const deaths = () => heard.filter(({ topic }) => topic.includes('NDEATH'));
    await until(() => deaths().length === 1);
    await gate.raise();
    await until(() => heard.length === 5);
    await tried.room.stop();
    await until(() => deaths().length === 2);
    const told = await Promise.all(heard.filter(({ topic }) => /NBIRTH|NDEATH/.test(topic)).map(read));
    const [first, second] = [told[0]?.metrics.bdSeq?.value, told[2]?.metrics.bdSeq?.value];
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(told.map(({ kind, metrics, seq }) => [kind, metrics.bdSeq?.value, seq])).toEqual([
      ['NBIRTH', first, 0],
      ['NDEATH', first, undefined],
      ['NBIRTH', second, 0],
      ['NDEATH', second, undefined],
    ]);
  });

  it('takes a verdict as told only when the broker has it', async () => {
    const { gate } = await open('spBv1.0/#');
    const tried = await openTried(settings(gate.port, { payload: sparkplug }));
    await until(() => tried.news().state === 'connected');
    gate.freeze();
    expect(await tried.room.tell('tried', aVerdict(1), undefined)).toMatchObject({
      ok: false,
      failure: { code: 'deadline_exceeded' },
    });
  });
});
