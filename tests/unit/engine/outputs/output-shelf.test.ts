import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../main/domain/outcome.ts';
import { OutputShelf } from '../../../../main/engine/outputs/output-shelf.ts';
import { SealedSecrets } from '../../../../main/engine/outputs/sealed-secrets.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { StoredOutput } from '../../../../main/store/verbs/outputs.ts';
import { outputDraft } from '../../../../preload/contract/outputs.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function world(): OutputShelf {
  const stored = new Map<string, StoredOutput>();
  const call = async (verb: string, output: StoredOutput | null) => {
    if (output !== null) stored.set(output.id, output);
    return succeed(verb === 'outputs.list' ? [...stored.values()] : null);
  };
  return new OutputShelf(
    { call } as unknown as Pick<Store, 'call'>,
    new SealedSecrets(temporaryFolder()),
    new FakeClock(),
  );
}

const plc = (over: object) =>
  outputDraft.parse({
    id: 'plc',
    name: 'PLC',
    settings: {
      kind: 'opc-ua',
      url: 'opc.tcp://plc.local:4840',
      security: 'sign-and-encrypt-basic256sha256',
      user: 'line',
      nodes: { result: 'ns=1;s=r', ok: 'ns=1;s=o', ng: 'ns=1;s=n' },
      handshake: false,
      ...over,
    },
  });

const thumbprint = 'a'.repeat(40);

describe('the secrets of an output', () => {
  it('stay where its certificate is told after its password', async () => {
    const shelf = world();
    await shelf.save(plc({}), { password: 'known' });
    expect(await shelf.save(plc({ thumbprint }), {})).toMatchObject({ value: { secrets: { password: true } } });
  });

  it.each([
    ['goes to another address', { url: 'opc.tcp://other.local:4840', thumbprint }],
    ['is sent in the clear from now on', { security: 'none', thumbprint }],
    ['goes to whoever has another certificate', { thumbprint: 'b'.repeat(40) }],
  ])('are given anew where its password %s', async (_, over) => {
    const shelf = world();
    await shelf.save(plc({ thumbprint }), { password: 'known' });
    expect(await shelf.save(plc(over), {})).toMatchObject({ value: { secrets: { password: false } } });
    expect(await shelf.open()).toMatchObject({ value: [{ job: { secrets: {} } }] });
  });
});
