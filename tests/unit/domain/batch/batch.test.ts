import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../../../../main/domain/batch/csv.ts';
import { severityOf } from '../../../../main/domain/batch/severity.ts';
import { mediaTime, nameOfPart } from '../../../../main/domain/batch/words.ts';
import { WorstKept } from '../../../../main/domain/batch/worst-kept.ts';

describe('a cell of a report', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['-2.5', '-2.5'],
    ['board, "1".jpg', '"board, ""1"".jpg"'],
    ['two\nlines', '"two\nlines"'],
    ['board-1.jpg', 'board-1.jpg'],
  ])('%j stands as %j', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('never begins a formula, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const cell = csvCell(value).replace(/^"/, '');
        expect(/^[=+@\t\r]/.test(cell)).toBe(false);
      }),
    );
  });

  it('is empty for nothing, and a number as it is', () => {
    expect(csvLine([null, 3, -0.5, 'x'])).toBe(',3,-0.5,x\r\n');
  });
});

describe('how bad a part is', () => {
  it('puts all that fail before all that are unsure, surest first, and a pass nowhere', () => {
    const found = (score: number) => [{ score }];
    const order = [
      severityOf('fail', found(0.9)),
      severityOf('fail', found(0.5)),
      severityOf('fail', []),
      severityOf('unsure', found(0.99)),
      severityOf('unsure', []),
      severityOf('pass', found(0.99)),
    ];
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
    expect(order.at(-1)).toBe(0);
  });
});

describe('the worst that are kept', () => {
  it('are those of a sorted list, however they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (severities, most) => {
          const kept = new WorstKept(most, []);
          const held = new Set<number>();
          for (const [index, severity] of severities.entries()) {
            const gone = kept.offer({ index, severity });
            if (gone === false) continue;
            held.add(index);
            if (gone !== undefined) held.delete(gone);
          }
          const worst = severities
            .map((severity, index) => ({ severity, index }))
            .sort((a, b) => b.severity - a.severity)
            .slice(0, most)
            .map(({ index }) => index);
          expect([...held].sort((a, b) => a - b)).toEqual(worst.sort((a, b) => a - b));
        },
      ),
    );
  });

  it('go on from what was kept before', () => {
    const kept = new WorstKept(2, [
      { index: 4, severity: 1.2 },
      { index: 9, severity: 1.8 },
    ]);
    expect(kept.threshold).toBe(1.2);
    expect(kept.offer({ index: 11, severity: 1.1 })).toBe(false);
    expect(kept.offer({ index: 12, severity: 1.5 })).toBe(4);
  });
});

describe('the name of a part', () => {
  it('is its file, its time, or its number', () => {
    expect(nameOfPart({ name: 'a.jpg', atMs: null, index: 0 })).toBe('a.jpg');
    expect(nameOfPart({ name: null, atMs: 61_250, index: 3 })).toBe('1:01.2');
    expect(nameOfPart({ name: null, atMs: null, index: 3 })).toBe('Part 4');
    expect(mediaTime(3_661_900)).toBe('1:01:01.9');
  });
});
