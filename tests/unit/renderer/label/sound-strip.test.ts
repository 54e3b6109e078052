import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../preload/contract/labels.ts';
import { beginEditing, edited } from '../../../../renderer/features/label/editing.ts';
import { canvasOf, editedSound, endAt, guessesOf, marksOf } from '../../../../renderer/features/label/sound-strip.ts';

const item: Item = {
  id: 2,
  medium: 'sound',
  state: 'waiting',
  reason: 'unsure',
  note: '',
  sampleHash: '2'.padStart(64, '0'),
  sourceId: 'desk',
  inspectionId: null,
  model: { name: 'silero-vad', version: '6.2.0' },
  capturedAt: 1,
  width: 0,
  height: 0,
  preLabels: [],
  verdict: null,
  labels: null,
  sound: { durationMs: 1_504, preMarks: [{ label: 'speech', score: 0.6, fromMs: 192.5, toMs: 1_312 }], marks: null },
  decidedAt: null,
  decidedBy: null,
};
const guess = { label: 'speech', fromMs: 192.5, toMs: 1_312 };

const begun = (from: Item = item) => beginEditing(canvasOf(from), 'speech', guessesOf(from));
const silent = { ...item, sound: { durationMs: 1_504, preMarks: [], marks: null } };

describe('a sound that is labelled', () => {
  it('verified as it is says what the model heard, to the fraction of a millisecond', () => {
    expect(marksOf(begun())).toEqual([guess]);
    expect(begun().boxes).toMatchObject([{ by: 'model', score: 0.6 }]);
  });

  it('takes a class for its stretch without choosing it first, and undo takes it back', () => {
    const said = editedSound(begun(), { kind: 'label', label: 'not speech' });
    expect(marksOf(said)).toEqual([{ ...guess, label: 'not speech' }]);
    expect(said.boxes).toMatchObject([{ by: 'person', score: null }]);
    expect(marksOf(editedSound(said, { kind: 'undo' }))).toEqual([guess]);
  });

  it('takes a class for all of it where the model marked nothing', () => {
    const said = editedSound(begun(silent), { kind: 'label', label: 'not speech' });
    expect(marksOf(said)).toEqual([{ label: 'not speech', fromMs: 0, toMs: 1_504 }]);
  });

  it('of two stretches changes the one that is chosen', () => {
    const two = edited(begun(), { kind: 'draw', box: { x: 1_400, y: 0, width: 100, height: 2 } });
    const said = editedSound(two, { kind: 'label', label: 'not speech' });
    expect(marksOf(said).map(({ label }) => label)).toEqual(['speech', 'not speech']);
  });

  it('keeps its stretches inside, however far they are moved', () => {
    const chosen = edited(begun(), { kind: 'select', id: 1 });
    const moved = editedSound(chosen, { kind: 'nudge', dx: 9_999, dy: 3 });
    expect(marksOf(moved)).toEqual([{ label: 'speech', fromMs: 1_504 - 1_119.5, toMs: 1_504 }]);
  });

  it('has the end of a stretch put where it plays, unless that turns it round', () => {
    const edit = endAt(begun(), 'to', 900);
    if (edit === null) throw new Error('Expected an edit');
    expect(marksOf(editedSound(begun(), edit))).toEqual([{ ...guess, toMs: 900 }]);
    expect(endAt(begun(), 'from', 1_400)).toBeNull();
    expect(endAt(begun(silent), 'from', 3)).toBeNull();
  });
});
