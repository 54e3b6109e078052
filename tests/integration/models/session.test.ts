import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPictureCard } from '../../../main/models/card.ts';
import { type ModelSession, openSession } from '../../../main/models/session.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { tinyOnnx } from '../../support/tiny-onnx.ts';

const options = { providers: ['cpu'], threads: 1, now: () => performance.now() } as const;
const { io } = tinyCard();
/** A provider that this system cannot have. */
const elsewhere = process.platform === 'darwin' ? 'dml' : 'coreml';

const openTiny = (change: Partial<PictureCard> = {}, file?: Uint8Array) => {
  const folder = writeModelFolder(temporaryFolder(), tinyCard(change, file), file);
  return openSession({ folder, card: tinyCard(change, file) }, options);
};

async function opened(opening: ReturnType<typeof openSession>): Promise<ModelSession> {
  const session = await opening;
  if (!session.ok) throw new Error(session.failure.message);
  onTestFinished(() => session.value.release());
  return session.value;
}

describe('a session', () => {
  it('gives its outputs in the order of the card, whatever their names look like', async () => {
    const session = await opened(openTiny());
    const tensor = Float32Array.from({ length: 24 }, (_, index) => index - 12);
    const [absolute, negated] = await session.run(tensor);
    expect(absolute).toEqual(tensor.map(Math.abs));
    expect(negated).toEqual(tensor.map((value) => -value));
  });

  it('says what it runs on, how long it warmed up, and the shapes it gives', async () => {
    const { runsOn, warmUpMs, outputs, input } = await opened(openTiny());
    expect({ runsOn, outputs, input }).toEqual({
      runsOn: 'cpu, 1 thread',
      outputs: io.outputs,
      input: { name: 'images', shape: [1, 3, 2, 4] },
    });
    expect(warmUpMs).toBeGreaterThan(0);
  });

  it('reads the same buffer anew at each run', async () => {
    const session = await opened(openTiny());
    const tensor = new Float32Array(24).fill(-1);
    const [first] = await session.run(tensor);
    tensor.fill(-2);
    const [second] = await session.run(tensor);
    expect([first?.[0], second?.[0]]).toEqual([1, 2]);
  });

  it('takes another input size where one is asked for', async () => {
    const folder = writeModelFolder(temporaryFolder());
    const session = await opened(
      openSession({ folder, card: tinyCard() }, { ...options, size: { width: 8, height: 8 } }),
    );
    expect(session.outputs[0]?.shape).toEqual([1, 3, 8, 8]);
  });

  it('passes over a provider that is not there, and names it', async () => {
    const folder = writeModelFolder(temporaryFolder());
    const session = await opened(
      openSession({ folder, card: tinyCard() }, { ...options, providers: [elsewhere, 'cpu'] }),
    );
    expect(session.runsOn).toBe('cpu, 1 thread');
    expect(session.passedOver).toHaveLength(1);
    expect(session.passedOver[0]).toMatch(new RegExp(`^${elsewhere}: `));
  });

  it('throws when a tensor of another size is handed in', async () => {
    const session = await opened(openTiny());
    await expect(session.run(new Float32Array(3))).rejects.toThrow('Expected tensor to be 24 numbers, got 3');
  });
});

describe('what a session refuses', () => {
  it('a file that was cut short', async () => {
    const folder = writeModelFolder(temporaryFolder());
    truncateSync(join(folder, 'model.onnx'), 40);
    expect(await openSession({ folder, card: tinyCard() }, options)).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch', received: '40 bytes' },
    });
  });

  it('a file of the right size with other bytes', async () => {
    const folder = writeModelFolder(temporaryFolder());
    writeFileSync(join(folder, 'model.onnx'), new Uint8Array(tinyCard().bytes));
    expect(await openSession({ folder, card: tinyCard() }, options)).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch' },
    });
  });

  it('a file that is not there', async () => {
    expect(await openSession({ folder: temporaryFolder(), card: tinyCard() }, options)).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    });
  });

  it('a file that is no network, with what each provider said', async () => {
    const failed = await openTiny({}, new TextEncoder().encode('<html>not a network</html>'));
    expect(failed).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', expected: 'a network that opens and runs on cpu' },
    });
  });

  it('a network that opens on a provider and fails there, only after the next one was tried too', async () => {
    const shapes = [{ name: 'images', shape: [1, 3, 'rows', 'columns'] }];
    const outputs = [{ name: '9', shape: [1, 3, 'rows', 'columns'] }];
    const failing = tinyOnnx(shapes, outputs, [{ op: 'MatMul', inputs: ['images', 'images'], output: '9' }]);
    const change = { io: { ...io, outputs: [{ name: '9', shape: [1, 3, 2, 4] }] } };
    const folder = writeModelFolder(temporaryFolder(), tinyCard(change, failing), failing);
    const failed = await openSession(
      { folder, card: tinyCard(change, failing) },
      { ...options, providers: ['cpu', 'cpu'] },
    );
    expect(failed.ok ? '' : failed.failure.received).toMatch(/^cpu: .*MatMul.*; cpu: .*MatMul/);
  });

  it.each<[string, Partial<PictureCard['io']>, string, string]>([
    ['an input of another name', { input: { ...io.input, name: 'x' } }, 'input x of tiny', 'images'],
    ['an output of another name', { outputs: [{ name: 'boxes', shape: [1] }] }, 'output boxes of tiny', '9, 10'],
    [
      'an output of another rank',
      { outputs: [{ name: '9', shape: [1, 3, 8] }] },
      'output 9 of tiny',
      '[1, 3, height, width]',
    ],
    [
      'an output that turns out to have another size',
      { outputs: [{ name: '9', shape: [1, 3, 2, 5] }] },
      'output 9 of tiny',
      '[1, 3, 2, 4]',
    ],
  ])('a card that names %s', async (_what, change, thing, received) => {
    const failed = await openTiny({ io: { ...io, ...change } });
    expect(failed).toMatchObject({ ok: false, failure: { code: 'model_refused', thing, received } });
  });

  it('numbers that are not float32, and inputs that nothing feeds', async () => {
    const images = { name: 'images', shape: [1, 3, 2, 4] };
    const outputs = [{ name: '9', shape: [1, 3, 2, 4] }];
    const whole = tinyOnnx(
      [{ ...images, type: 7 }],
      [{ name: '9', shape: [1, 3, 2, 4], type: 7 }],
      [{ op: 'Neg', inputs: ['images'], output: '9' }],
    );
    expect(await openTiny({ io: { ...io, outputs } }, whole)).toMatchObject({
      ok: false,
      failure: { received: 'int64' },
    });
    const two = tinyOnnx([images, { ...images, name: 'mask' }], outputs, [
      { op: 'Add', inputs: ['images', 'mask'], output: '9' },
    ]);
    expect(await openTiny({ io: { ...io, outputs } }, two)).toMatchObject({
      ok: false,
      failure: { received: 'mask beside it' },
    });
  });
});

const detector = join(import.meta.dirname, '..', '..', '..', 'models', 'pcb-defects');

describe('the bundled detector', () => {
  it('opens as its card says and runs at half its size too', async () => {
    const model = await readPictureCard(detector);
    if (!model.ok) throw new Error(model.failure.message);
    const { card } = model.value;
    const session = await opened(openSession(model.value, { ...options, threads: 2 }));
    expect(session.outputs).toEqual(card.io.outputs);
    if (card.io.input.strideMultiple === undefined) return;
    const smaller = await opened(openSession(model.value, { ...options, size: { width: 320, height: 320 } }));
    expect(smaller.outputs[0]?.shape).toEqual([1, 4 + card.labels.length, 2100]);
  });
});
