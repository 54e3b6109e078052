import { describe, expect, it } from 'vitest';
import { FeatureSketches } from '../../../../main/domain/drift/feature-sketches.ts';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { compareFilling, ReferenceDesk } from '../../../../main/engine/monitor/reference-desk.ts';
import type { TrainingSet } from '../../../../main/engine/monitor/training-set.ts';
import type { ClosedWindow } from '../../../../main/observe/stream-windows.ts';
import type { Connection } from '../../../../main/store/connection.ts';
import type { Store } from '../../../../main/store/store.ts';
import { ask } from '../../store/ask.ts';
import { openTestDatabase } from '../../store/open-test-database.ts';

const stream = { sourceId: 'demo-line', model: { name: 'm', version: '1.0.0' } };

function windowOf(predictions: number): ClosedWindow {
  const sketches = new FeatureSketches();
  for (let index = 0; index < predictions; index += 1) {
    const picture = { brightness: 100 + (index % 9), contrast: 50, sharpness: 900, colour: null };
    sketches.add({ width: 640, height: 640, detections: [], picture });
  }
  return { window: { startAt: 0, endAt: 3_600_000, latenessMs: 0, predictions, late: 0 }, sketches };
}

async function desk(db: Connection, trainingSet: TrainingSet): Promise<ReferenceDesk> {
  const call = (async (verb: 'alerts.standing', input: null) => ask(db, verb, input)) as Store['call'];
  const opened = new ReferenceDesk({ store: { call }, wallMs: () => 7, trainingSet, changed: () => {} });
  expect(await opened.open()).toEqual(succeed(null));
  return opened;
}

const carries = async (): Promise<Outcome<ClosedWindow | null>> => succeed(windowOf(40));
const carriesNone = async (): Promise<Outcome<ClosedWindow | null>> => succeed(null);
const isBroken = async (): Promise<Outcome<ClosedWindow | null>> =>
  fail('hash_mismatch', { thing: 'reference.json', expected: 'sha256 a', received: 'b', remedy: 'Import it again.' });

const seen = async (references: ReferenceDesk): Promise<unknown[]> => {
  const found = await references.of(stream);
  return found === undefined ? [] : [found.origin, found.window.window.predictions];
};

describe('what a stream is compared with', () => {
  it('is the training set of its model until somebody chooses a window, and that choice lasts over a restart', async () => {
    const { db } = openTestDatabase();
    const first = await desk(db, carries);
    expect(await seen(first)).toEqual(['training-set', 40]);
    expect(await first.set(stream, 'chosen', windowOf(60))).toMatchObject({ ok: true, value: { origin: 'chosen' } });
    expect(await seen(await desk(db, carries))).toEqual(['chosen', 60]);
  });

  it('is the training set again when somebody says so', async () => {
    const { db } = openTestDatabase();
    const references = await desk(db, carries);
    await references.set(stream, 'chosen', windowOf(60));
    expect(await references.setTrainingSet(stream)).toMatchObject({ ok: true });
    expect(await seen(references)).toEqual(['training-set', 40]);
    expect(await seen(await desk(db, carries))).toEqual(['training-set', 40]);
  });

  it('takes the place of a first window, which nobody chose', async () => {
    const { db } = openTestDatabase();
    const before = await desk(db, carriesNone);
    expect(await seen(before)).toEqual([]);
    await before.set(stream, 'first-window', windowOf(80));
    expect(await seen(await desk(db, carriesNone))).toEqual(['first-window', 80]);
    expect(await seen(await desk(db, carries))).toEqual(['training-set', 40]);
  });

  it('is not a training set that was changed, and choosing one that is not there is refused with the remedy', async () => {
    const { db } = openTestDatabase();
    const broken = await desk(db, isBroken);
    expect(await seen(broken)).toEqual([]);
    expect(await broken.setTrainingSet(stream)).toMatchObject({ ok: false, failure: { code: 'hash_mismatch' } });
    const without = await (await desk(db, carriesNone)).setTrainingSet(stream);
    expect(without).toMatchObject({
      failure: { code: 'not_found', remedy: 'Choose a time in which the line ran well instead.' },
    });
  });

  it('compares a filling window with a window of the line at once, with a training set not before it is whole', () => {
    const reference = { setAt: 0, window: windowOf(60) };
    expect(compareFilling({ ...reference, origin: 'chosen' }, windowOf(55))?.tested).toBeGreaterThan(0);
    expect(compareFilling({ ...reference, origin: 'training-set' }, windowOf(55))).toBeUndefined();
  });
});
