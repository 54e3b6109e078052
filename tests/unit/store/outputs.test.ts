import { describe, expect, it } from 'vitest';
import { testMessage } from '../../../main/domain/outputs/verdict-message.ts';
import type { StoredOutput } from '../../../main/store/verbs/outputs.ts';
import { outputDraft } from '../../../preload/contract/outputs.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

const stored = (id: string, name = id): StoredOutput => ({
  ...outputDraft.parse({ id, name, settings: { kind: 'folder', path: '/srv/verdicts' } }),
  secrets: { password: false, signingKey: false, headers: [] },
  sealedSecrets: 'sealed',
  savedAt: 5,
});

const message = (inspection: number) => ({ ...testMessage('station', 'mes', 7), inspection });

describe('outputs in the store', () => {
  it('are saved, set anew under the same id, listed by name and removed with what waits for them', () => {
    const { db } = openTestDatabase();
    told(db, 'outputs.save', stored('mes', 'Zeta'));
    told(db, 'outputs.save', stored('plc', 'Beta'));
    told(db, 'outputs.save', { ...stored('mes', 'Alpha'), enabled: false });
    expect(told(db, 'outputs.list', null)).toEqual([
      { ...stored('mes', 'Alpha'), enabled: false },
      stored('plc', 'Beta'),
    ]);
    told(db, 'signals.keep', { outputId: 'mes', message: message(1), at: 1, most: 9, mostAgeMs: 100 });
    expect(told(db, 'outputs.remove', { id: 'mes' })).toEqual({ id: 'mes' });
    expect(told(db, 'signals.next', { outputId: 'mes', limit: 9 })).toEqual([]);
    expect(ask(db, 'outputs.remove', { id: 'mes' })).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });

  it('keep what waits in order, each for itself, up to a number and an age, and count what had to go', () => {
    const { db } = openTestDatabase();
    for (const id of ['mes', 'other']) told(db, 'outputs.save', stored(id));
    for (const inspection of [1, 2, 3, 4, 5]) {
      told(db, 'signals.keep', {
        outputId: 'mes',
        message: message(inspection),
        at: inspection,
        most: 3,
        mostAgeMs: 100,
      });
    }
    told(db, 'signals.keep', { outputId: 'other', message: message(9), at: 1, most: 3, mostAgeMs: 100 });
    const numbers = () => told(db, 'signals.next', { outputId: 'mes', limit: 9 }).map((row) => row.message.inspection);
    expect(numbers()).toEqual([3, 4, 5]);
    expect(told(db, 'signals.count', null)).toEqual([
      { outputId: 'mes', waiting: 3, dropped: 2 },
      { outputId: 'other', waiting: 1, dropped: 0 },
    ]);
    told(db, 'signals.keep', { outputId: 'mes', message: message(6), at: 105, most: 3, mostAgeMs: 100 });
    expect(numbers()).toEqual([5, 6]);
    const [first] = told(db, 'signals.next', { outputId: 'mes', limit: 1 });
    told(db, 'signals.settle', { id: first?.id ?? 0 });
    expect(numbers()).toEqual([6]);
    expect(told(db, 'signals.count', null)[0]).toEqual({ outputId: 'mes', waiting: 1, dropped: 4 });
  });
});
