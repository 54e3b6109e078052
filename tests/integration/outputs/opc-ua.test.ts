import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpcUaPlc, openOpcUaPlc } from '../../support/outputs/opc-ua-plc.ts';
import { until } from '../../support/outputs/plc.ts';
import { behavesAsPlc } from '../../support/outputs/plc-behaviour.ts';
import { openTried } from '../../support/outputs/plc-station.ts';

let plc: OpcUaPlc;
const folder = mkdtempSync(join(tmpdir(), 'caracal-opc-'));
beforeAll(async () => {
  plc = await openOpcUaPlc(folder);
});
afterAll(async () => {
  await plc.close();
  rmSync(folder, { recursive: true, force: true });
});

const slow = { deadlineMs: 3_000 };

describe('a PLC over OPC UA', () => {
  behavesAsPlc(() => plc);

  it('whose certificate nobody has looked at is refused, and the refusal names it', async () => {
    const settings = plc.settings(plc.port, { security: 'sign-and-encrypt-basic256sha256' });
    const tried = await openTried(settings, slow);
    await until(() => tried.news().note !== '');
    expect(tried.news().note).toContain(plc.thumbprint);
    expect(tried.states).not.toContain('connected');
  });

  it('is told over an encrypted way once its thumbprint is set, by a user with a password', async () => {
    const security = { security: 'sign-and-encrypt-basic256sha256', thumbprint: plc.thumbprint, user: 'line' };
    const tried = await openTried(plc.settings(plc.port, security), { ...slow, secrets: { password: 'right' } });
    await until(() => tried.news().state === 'connected');
    tried.room.line('tried', '');
    await until(() => plc.get('ready') === 1);
    const files = readdirSync(tried.order.folder).sort();
    expect(files).toEqual(['opc-ua-certificate.pem', 'opc-ua-key.pem']);
    expect(statSync(join(tried.order.folder, 'opc-ua-key.pem')).mode & 0o077).toBe(0);
  });

  it('says so where the password is wrong, and keeps it out of what it says', async () => {
    const tried = await openTried(plc.settings(plc.port, { user: 'line' }), {
      ...slow,
      secrets: { password: 'wrong-one' },
    });
    await until(() => tried.news().note !== '');
    expect(tried.news().note).toMatch(/user and password.*to be accepted/);
    expect(tried.news().note).not.toContain('wrong-one');
  });

  it('without a node that was given names the signal and the node', async () => {
    const nodes = { ...nodesOf(plc), ack: 'ns=1;s=Line.Nobody' };
    const tried = await openTried(plc.settings(plc.port, { nodes }), slow);
    await until(() => tried.news().note !== '');
    expect(tried.news().note).toMatch(/^ack of .*ns=1;s=Line.Nobody.*BadNodeIdUnknown/);
  });

  it('leaves nothing in the home folder', () => {
    expect(existsSync(join(process.env.HOME ?? '', '.config', 'node-opcua-default'))).toBe(false);
  });
});

function nodesOf(of: OpcUaPlc): Record<string, unknown> {
  const settings = of.settings(of.port);
  return settings.kind === 'opc-ua' ? { ...settings.nodes } : {};
}
