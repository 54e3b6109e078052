import { describe, expect, it } from 'vitest';
import { type Pressed, ScanKeys } from '../../../../renderer/features/inspect/scan-keys.ts';

/** Types each key so many milliseconds after the one before it, and tells what became of the last. */
function typed(keys: readonly string[], everyMs: number, scan = new ScanKeys()): Pressed {
  let last: Pressed = { kind: 'passed' };
  for (const [index, key] of keys.entries()) last = scan.press(key, 1_000 + index * everyMs);
  return last;
}

describe('telling a barcode scanner from a person', () => {
  it('takes keys that follow each other fast and end on Enter as a code', () => {
    expect(typed([...'4006381-33', 'Enter'], 8)).toEqual({ kind: 'code', code: '4006381-33' });
    expect(typed(['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter'], 20)).toEqual({ kind: 'code', code: 'AB12' });
    expect(typed([...'LOT 7', 'Enter'], 12)).toEqual({ kind: 'code', code: 'LOT 7' });
  });

  it('waits for a code that stutters once it has begun, and for no single key', () => {
    const scan = new ScanKeys();
    const first = scan.waitMs;
    typed(['4'], 0, scan);
    expect(scan.waitMs).toBe(first);
    scan.press('0', 1_010);
    expect(scan.waitMs).toBeGreaterThan(first);
    scan.press('7', 1_200);
    expect(scan.press('Enter', 1_400)).toEqual({ kind: 'code', code: '407' });
  });

  it('gives what a person typed back to the page, in its order', () => {
    const scan = new ScanKeys();
    expect(typed(['s'], 0, scan)).toEqual({ kind: 'held' });
    expect(scan.release()).toEqual(['s']);
    expect(typed(['m', 'f'], 30, scan)).toEqual({ kind: 'held' });
    expect(scan.release()).toEqual(['m', 'f']);
    expect(scan.release()).toEqual([]);
  });

  it('lets Enter through that comes late, or after a key or two', () => {
    const scan = new ScanKeys();
    typed([...'1234'], 10, scan);
    expect(scan.press('Enter', 9_000)).toEqual({ kind: 'passed' });
    expect(typed(['a', 'b', 'Enter'], 10)).toEqual({ kind: 'passed' });
  });

  it('holds no space and no arrow back that nothing came before', () => {
    expect(typed([' '], 0)).toEqual({ kind: 'passed' });
    expect(typed(['ArrowLeft'], 0)).toEqual({ kind: 'passed' });
  });
});
