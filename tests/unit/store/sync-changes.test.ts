import { expect, it } from 'vitest';
import { freshLedger } from '../../../main/domain/sync-ledger.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const sha256 = 'a'.repeat(64);
const box = { x: 10, y: 20, width: 30, height: 40 };
const said = {
  sampleLocalId: 1,
  sha256,
  decision: 'labelled' as const,
  marks: [{ label: 'short', score: null, box }],
  reviewer: 'supervisor',
  reviewedAt: 9_000,
};
const takenBack = { ...said, decision: 'taken-back' as const, marks: [], reviewedAt: 9_100 };
const saidAgain = { ...said, reviewedAt: 9_200 };
const changes = [said, takenBack, saidAgain].map((change, index) => ({ ...change, cursor: index + 1 }));

it('a box that reaches as far over the edge as the endpoint lets it is taken, and ends at the edge', () => {
  const { db } = openTestDatabase();
  const sample = { sha256, bytes: 9, reason: 'unsure', at: 1 } as const;
  const row = rowOf(1);
  told(db, 'samples.keep', { prediction: row, sample });
  const over = { x: -0.4, y: 10, width: row.width + 0.8, height: row.height - 9.6 };
  const beyond = { ...over, width: row.width + 1 };
  const changes = [over, beyond].map((area, index) => ({
    ...said,
    cursor: index + 1,
    reviewedAt: said.reviewedAt + index,
    marks: [{ label: 'short', score: null, box: area }],
  }));
  // As a version wrote it that did not count what it left out.
  const { leftOut: _, ...received } = { leftOut: 0, ...freshLedger.received, labels: 4 };
  const ledger = { ...freshLedger, received };
  expect(told(db, 'sync.takeChanges', { changes, ledger, at: 9_500 })).toEqual({ taken: 1, left: 1 });
  expect(told(db, 'sync.ledger', null).received).toEqual({ labels: 5, leftOut: 1 });
  expect(told(db, 'queue.get', { id: 1 }).labels).toEqual([
    { label: 'short', box: { x: 0, y: 10, width: row.width, height: row.height - 10 } },
  ]);
});

it('what was said at an endpoint counts once although the station left it and came back', () => {
  const { db } = openTestDatabase();
  const sample = { sha256, bytes: 9, reason: 'unsure', at: 1 } as const;
  told(db, 'samples.keep', { prediction: rowOf(1), sample });
  const take = () => told(db, 'sync.takeChanges', { changes, ledger: freshLedger, at: 9_500 });
  expect(take()).toEqual({ taken: 3, left: 0 });
  const rows = told(db, 'labels.list', { itemId: 1 });
  expect(rows.map(({ reviewedAt, undoneAt }) => [reviewedAt, undoneAt])).toEqual([
    [9_000, 9_100],
    [9_200, null],
  ]);
  for (const target of ['https://other.example line-1', 'https://first.example line-1']) {
    told(db, 'sync.begin', { target, at: 9_600 });
  }
  expect(take()).toEqual({ taken: 3, left: 0 });
  expect(told(db, 'labels.list', { itemId: 1 })).toEqual(rows);
  expect(told(db, 'queue.get', { id: 1 })).toMatchObject({ state: 'labelled', decidedBy: 'supervisor' });
});
