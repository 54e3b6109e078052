import { afterEach, describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../main/engine/host-protocol.ts';
import { runEngine } from '../../../main/engine/run-engine.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import { sourcePlaces } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const temp = await makeTempFolder();
afterEach(() => temp.remove());

describe('an engine whose disk is full when it starts', { timeout: 60_000 }, () => {
  it('says so once and for good: starting it again makes no room', async () => {
    const told: FromEngine[] = [];
    const nothing = (): void => undefined;
    const channel = {
      tell: (message: FromEngine) => void told.push(message),
      onMessage: nothing,
      onPage: nothing,
      onClose: nothing,
    };
    const launcher = createForkLauncher({ entries: sourcePlaces.workers });
    const outcome = await runEngine(
      { channel, places: sourcePlaces, launcher, modelsFrom: undefined, mostStoreBytes: 8_192, broken: nothing },
      { kind: 'start', host: 'browser', dataFolder: temp.path },
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(told.filter(({ kind }) => kind === 'failed')).toEqual([
      expect.objectContaining({ final: true, failure: expect.objectContaining({ code: 'disk_full' }) }),
    ]);
  });
});
