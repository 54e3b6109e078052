import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../main/domain/outcome.ts';
import { ConfidenceDesk } from '../../../../main/engine/confidence/confidence-desk.ts';
import type { Connection } from '../../../../main/store/connection.ts';
import type { Store } from '../../../../main/store/store.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { ask, told } from '../../store/ask.ts';
import { openTestDatabase } from '../../store/open-test-database.ts';
import { rowOf } from '../../store/prediction-rows.ts';

const { name, version } = fixtureCard;
const open = { label: 'open', box: { x: 10, y: 20, width: 30, height: 40 } };

async function deskOf(db: Connection, atMs = 50_000): Promise<ConfidenceDesk> {
  const call = (async (verb: 'alerts.standing', input: null) => ask(db, verb, input)) as Store['call'];
  const desk = new ConfidenceDesk({ store: { call }, wallMs: () => atMs, missedDraws: () => 3 });
  expect(await desk.open()).toEqual(succeed(null));
  return desk;
}

let samples = 0;

/** So many pictures drawn by lot, each of its own part, with one defect that the model gave this score. */
function review(db: Connection, count: number, score: number, capturedAt = 1_000): void {
  for (let index = 0; index < count; index += 1) {
    samples += 1;
    const detections = score === 0 ? [] : [{ ...open, score }];
    const prediction = rowOf(samples, { inspectionId: samples, model: { name, version }, capturedAt, detections });
    const sample = { sha256: samples.toString(16).padStart(64, '0'), bytes: 1, reason: 'control' as const, at: 1 };
    const { itemId } = told(db, 'samples.keep', { prediction, sample });
    const said = { decision: 'labelled', boxes: [open], by: 'operator', origin: 'station', at: 2, tookMs: 1 } as const;
    told(db, 'labels.decide', { ...said, id: itemId ?? 0 });
  }
}

describe('the desk that says where a model is unsure', () => {
  it('goes by the card until a fit is put to use, by that over a restart, and by the card again', async () => {
    const { db } = openTestDatabase();
    const desk = await deskOf(db);
    review(db, 60, 0.6);
    expect(desk.bandOf(fixtureCard)).toEqual({ low: 0.4, high: 0.7 });
    expect(desk.fittedBandOf(fixtureCard)).toBeUndefined();
    const used = await desk.use(fixtureCard, { missRate: 0.02 }, 'supervisor');
    expect(used).toMatchObject({
      value: { band: { low: 0.6, high: 0.7 }, inUse: { by: 'supervisor', since: 50_000 } },
    });
    expect(desk.scalingOf(fixtureCard)).toBeNull();
    const again = await deskOf(db);
    expect(again.bandOf(fixtureCard)).toEqual({ low: 0.6, high: 0.7 });
    expect(again.bandOf({ ...fixtureCard, version: '9.0.0' })).toEqual({ low: 0.4, high: 0.7 });
    expect(await again.revert(fixtureCard)).toMatchObject({ value: { inUse: null, band: { low: 0.4, high: 0.7 } } });
    expect(await again.revert(fixtureCard)).toMatchObject({ failure: { code: 'wrong_state' } });
    expect((await deskOf(db)).fittedBandOf(fixtureCard)).toBeUndefined();
  });

  it('changes nothing where a fit cannot be made, and says what is missing', async () => {
    const { db } = openTestDatabase();
    const desk = await deskOf(db);
    review(db, 20, 0.6);
    expect(await desk.use(fixtureCard, { missRate: 0.02 }, 'admin')).toMatchObject({
      failure: { code: 'wrong_state', remedy: expect.stringMatching(/^29 more reviewed defects are needed/) },
    });
    expect(desk.fittedBandOf(fixtureCard)).toBeUndefined();
    expect(told(db, 'confidence.inUse', null)).toEqual([]);
  });

  it('tells what was reviewed, what can be promised of it, and what came of the promise since', async () => {
    const { db } = openTestDatabase();
    const desk = await deskOf(db);
    review(db, 98, 0.6);
    review(db, 1, 0);
    const status = await desk.status(fixtureCard);
    expect(status).toMatchObject({
      value: {
        reviewed: { pictures: 99, drawn: 99, defects: 99, unseen: 1, good: 0, undecided: 0, waiting: 0, missed: 3 },
        least: { missRate: expect.closeTo(0.02), falseRejectRate: null },
      },
    });
    await desk.use(fixtureCard, { missRate: 0.03 }, 'admin');
    review(db, 10, 0.9, 60_000);
    review(db, 1, 0.5, 60_000);
    expect(await desk.status(fixtureCard)).toMatchObject({
      value: { inUse: { kept: { defects: 11, passed: 1, isBroken: false } } },
    });
  });

  it('refuses a model that judges nothing', async () => {
    const { db } = openTestDatabase();
    const desk = await deskOf(db);
    const names = { ...fixtureCard, task: 'classify' as const };
    expect(await desk.fit(names, { missRate: 0.02 })).toMatchObject({
      failure: { received: 'one that only tells what is there (classify)' },
    });
    expect(await desk.status(names)).toMatchObject({ value: { judges: false } });
  });
});
