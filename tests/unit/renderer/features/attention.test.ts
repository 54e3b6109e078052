import { describe, expect, it } from 'vitest';
import type { Inspection, LineState } from '../../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../../preload/contract/values.ts';
import {
  type Attention,
  acknowledged,
  attend,
  calm,
  mostUrgent,
} from '../../../../renderer/features/inspect/attention.ts';
import { stoppedLine } from '../../../support/fixture-line.ts';
import { fixtureInspection } from '../../../support/fixture-predictions.ts';

const part = (id: number, verdict: Verdict): Inspection => ({ ...fixtureInspection(id), verdict });
const line = (recent: readonly Inspection[], more: Partial<LineState> = {}): LineState => ({
  ...stoppedLine,
  state: 'running',
  sourceId: 'gate-1',
  recent: [...recent],
  ...more,
});
const all = { fail: true, unsure: true, line: true };
const look = (states: readonly LineState[], wanted = all, from: Attention = calm): Attention =>
  states.reduce((before, state) => attend(before, [state], wanted), from);
const kinds = ({ standing }: Attention): string[] =>
  standing.map((call) => (call.kind === 'line' ? `line ${call.isOver}` : `${call.kind} ${call.part.id}`));

describe('what waits to be acknowledged', () => {
  it('is not what was judged before the screen came', () => {
    expect(kinds(look([line([part(9, 'fail'), part(8, 'unsure')])]))).toEqual([]);
  });

  it('is every fail and every doubt since, newest first, until somebody says so', () => {
    const before = look([line([part(1, 'pass')]), line([part(3, 'fail'), part(2, 'pass'), part(1, 'pass')])]);
    const after = look([line([part(4, 'unsure'), part(3, 'fail')])], all, before);
    expect(kinds(after)).toEqual(['unsure 4', 'fail 3']);
    const said = acknowledged(after);
    expect(kinds(look([line([part(4, 'unsure'), part(3, 'fail')])], all, said))).toEqual([]);
    expect(kinds(look([line([part(5, 'fail'), part(4, 'unsure')])], all, said))).toEqual(['fail 5']);
  });

  it('is only what the screen asks for; the rest is told once and stands for nothing', () => {
    const seen = look([line([]), line([part(2, 'fail')])], { fail: false, unsure: true, line: true });
    expect(kinds(seen)).toEqual([]);
    expect(seen.fresh.map(({ kind }) => kind)).toEqual(['fail']);
    expect(look([line([part(2, 'fail')])], all, seen).fresh).toEqual([]);
  });

  it('is not a part whose verdict was overridden already', () => {
    const override = { verdict: 'pass', reason: 'Dirt', by: 'operator', at: 1 } as const;
    expect(kinds(look([line([]), line([{ ...part(2, 'fail'), override }])]))).toEqual([]);
  });

  it('is a line that failed, also after it runs again by itself', () => {
    const failed = look([line([]), line([], { state: 'stalled' }), line([], { state: 'failed' })]);
    expect(kinds(failed)).toEqual(['line false']);
    const again = look([line([])], all, failed);
    expect(kinds(again)).toEqual(['line true']);
    expect(kinds(look([line([], { state: 'failed' })], all, again))).toEqual(['line false']);
  });

  it('is no line that somebody stopped, but one that ended by itself', () => {
    expect(kinds(look([line([]), line([], { state: 'stopped' })]))).toEqual([]);
    expect(kinds(look([line([]), line([], { state: 'stopped', note: 'The video is at its end.' })]))).toEqual([
      'line false',
    ]);
  });

  it('names a line that stands still before a part that failed, and that before one in doubt', () => {
    const { standing } = look([line([]), line([part(3, 'unsure'), part(2, 'fail')]), line([], { state: 'failed' })]);
    expect(mostUrgent(standing)?.kind).toBe('line');
    expect(mostUrgent(standing.filter(({ kind }) => kind !== 'line'))?.kind).toBe('fail');
    expect(mostUrgent([])).toBeUndefined();
  });

  it('is of the own line alone where the screen looks at one, and of each that stands still', () => {
    const other = (recent: readonly Inspection[], more: Partial<LineState> = {}): LineState =>
      line(recent, { sourceId: 'gate-2', ...more });
    const seen = [
      [line([]), other([])],
      [line([part(3, 'fail')]), other([part(4, 'fail')])],
      [line([part(3, 'fail')]), other([part(4, 'fail')], { state: 'failed' })],
    ].reduce((before, states) => attend(before, states, all, 'gate-1'), calm);
    expect(kinds(seen)).toEqual(['line false', 'fail 3']);
    // What was judged there meanwhile is nobody's surprise once the screen speaks for all.
    expect(attend(acknowledged(seen), [other([part(4, 'fail')])], all, null).fresh).toEqual([]);
  });

  it('does not grow without end', () => {
    const many = Array.from({ length: 90 }, (_, index) => line([part(index + 1, 'fail')]));
    expect(look([line([]), ...many]).standing).toHaveLength(50);
  });
});
