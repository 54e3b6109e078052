import { describe, expect, it } from 'vitest';
import { output } from '../../../../preload/contract/outputs.ts';
import { draftOf, isFlaw, readDraft, secretsOf } from '../../../../renderer/features/outputs/output-draft.ts';

const common = { secrets: { password: true, signingKey: false, headers: [] }, savedAt: 5 };
const nodes = {
  ready: 'ns=2;s=R',
  result: 'ns=2;s=V',
  ok: 'ns=2;s=O',
  ng: 'ns=2;s=N',
  trigger: 'ns=2;s=T',
  ack: 'ns=2;s=A',
};

describe('what is typed of an output', () => {
  it.each([
    {
      kind: 'opc-ua',
      url: 'opc.tcp://plc:4840',
      user: 'line',
      security: 'sign-basic256sha256',
      thumbprint: 'a'.repeat(40),
      nodes,
    },
    {
      kind: 'modbus-tcp',
      host: '10.0.0.9',
      coils: { ready: 0, result: 2, ok: 3, ng: 4 },
      heard: { trigger: 10, ack: 11 },
      heardFrom: 'discrete-inputs',
      registers: { part: 5 },
      pollMs: 10,
    },
    {
      kind: 'mqtt',
      url: 'mqtts://broker:8883',
      caFile: '/etc/ca.pem',
      payload: { format: 'sparkplug-b', group: 'g', node: 'n', device: 'd' },
    },
    { kind: 'mqtt', url: 'mqtt://broker:1883', qos: 0, payload: { format: 'json', topic: 'a/b', retained: true } },
    { kind: 'webhook', url: 'https://mes/verdicts' },
    { kind: 'folder', path: '/srv/quality', pictures: true },
  ])('is read back as it was: $kind', (settings) => {
    const kept = output.parse({
      id: 'one',
      name: 'One',
      settings,
      tells: 'ng',
      unsureIs: 'ok',
      deadlineMs: 400,
      ...common,
    });
    const { secrets: _, savedAt: _at, ...wanted } = kept;
    const read = readDraft(draftOf(kept), 'one');
    // A place that was never given reads as one that is empty.
    expect(withoutNulls(read)).toEqual(withoutNulls(wanted));
  });

  it('names the first thing that is not right', () => {
    const wrong = { ...draftOf(null), name: 'PLC', url: 'http://plc' };
    const read = readDraft(wrong, 'plc');
    expect(isFlaw(read) && read).toEqual({ field: 'url', message: expect.stringMatching(/opc\.tcp/) });
    const letters = readDraft(
      { ...draftOf(null), kind: 'modbus-tcp', name: 'PLC', host: 'plc', places: { ok: 'three' } },
      'plc',
    );
    expect(isFlaw(letters) && letters.field).toBe('ok');
  });

  it('gives a secret only where one was typed, for the kind that it is of', () => {
    const draft = {
      ...draftOf(null),
      user: 'line',
      password: 'a',
      signingKey: 'b',
      headerName: 'x-token',
      headerValue: 'c',
    };
    expect(secretsOf(draft)).toEqual({ password: 'a' });
    expect(secretsOf({ ...draft, kind: 'webhook' })).toEqual({ signingKey: 'b', headers: { 'x-token': 'c' } });
    expect(secretsOf({ ...draft, password: '' })).toEqual({});
    expect(secretsOf({ ...draft, kind: 'folder' })).toEqual({});
  });
});

const withoutNulls = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (one === null ? undefined : one)));
