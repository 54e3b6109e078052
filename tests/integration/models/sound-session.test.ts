import { describe, expect, it, onTestFinished } from 'vitest';
import { openSoundSession } from '../../../main/models/sound-session.ts';
import type { SoundCard } from '../../../preload/contract/model-card.ts';
import { tinyListener, tinySoundCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const options = { providers: ['cpu'], threads: 1, now: () => performance.now() } as const;
const { io, preprocessing } = tinySoundCard();

const openTiny = (change: Partial<SoundCard> = {}) => {
  const card = tinySoundCard(change);
  return openSoundSession({ folder: writeModelFolder(temporaryFolder(), card, tinyListener), card }, options);
};

async function opened() {
  const session = await openTiny();
  if (!session.ok) throw new Error(session.failure.message);
  onTestFinished(() => session.value.release());
  return session.value;
}

describe('a session that listens', () => {
  it('remembers what it heard, until it is told to forget it', async () => {
    const session = await opened();
    const samples = new Float32Array(16).fill(0.25);
    const heard = async () => (await session.run(samples))[0];
    expect([await heard(), await heard(), await heard()]).toEqual([0.25, 0.5, 0.75]);
    session.reset();
    expect(await heard()).toBe(0.25);
  });

  it('says what it runs on and how many samples it takes', async () => {
    const { runsOn, inputSamples, warmUpMs } = await opened();
    expect({ runsOn, inputSamples }).toEqual({ runsOn: 'cpu, 1 thread', inputSamples: 16 });
    expect(warmUpMs).toBeGreaterThan(0);
  });

  it('throws when another number of samples is handed in', async () => {
    const session = await opened();
    await expect(session.run(new Float32Array(3))).rejects.toThrow('Expected tensor to be 16 numbers, got 3');
  });

  it.each<[string, Partial<SoundCard>, string, string, string]>([
    [
      'an input of another name',
      { io: { ...io, input: { name: 'x' } } },
      'input x of tiny-listener',
      'an input of that name',
      'input, state, sr',
    ],
    [
      'a memory of another size',
      { io: { ...io, state: { ...io.state, shape: [2, 1, 9] } } },
      'input state of tiny-listener',
      'shape [2, 1, 9]',
      '[2, 1, 16]',
    ],
    [
      'a rate that is no whole number',
      { io: { ...io, rate: { name: 'state' } } },
      'input state of tiny-listener',
      'numbers of type int64',
      'float32',
    ],
    [
      'a memory that does not come back',
      { io: { ...io, state: { ...io.state, output: 'next' } } },
      'output next of tiny-listener',
      'an output of that name',
      'output, stateN, rate',
    ],
    [
      'an output that turns out to have another size',
      { io: { ...io, outputs: [{ name: 'output', shape: [2, 1, 17] }] } },
      'output output of tiny-listener',
      'shape [2, 1, 17]',
      '[2, 1, 16]',
    ],
  ])('is refused with %s', async (_what, change, thing, expected, received) => {
    expect(await openTiny(change)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', thing, expected, received },
    });
  });

  it('is refused where the window does not fit the network', async () => {
    const refused = await openTiny({ preprocessing: { ...preprocessing, windowSamples: 17 } });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    expect(refused.ok ? '' : refused.failure.received).toMatch(/^cpu: /);
  });
});
