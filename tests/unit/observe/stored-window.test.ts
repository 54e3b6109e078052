import { describe, expect, it } from 'vitest';
import { FeatureSketches } from '../../../main/domain/drift/feature-sketches.ts';
import { driftReport } from '../../../main/domain/drift/report.ts';
import { mergeWindows } from '../../../main/observe/merge-windows.ts';
import { readWindow, writeWindow } from '../../../main/observe/stored-window.ts';
import type { ClosedWindow } from '../../../main/observe/stream-windows.ts';
import { simulateLine } from '../../support/simulated-line.ts';

function windowOf(seed: number, startAt: number): ClosedWindow {
  const sketches = new FeatureSketches();
  for (const seen of simulateLine({ seed, framesPerSecond: 2 }, 1_200)) sketches.add(seen);
  const { predictions } = sketches;
  return { window: { startAt, endAt: startAt + 1_200_000, latenessMs: 5_000, predictions, late: 2 }, sketches };
}

describe('a stored window', () => {
  it('is read as it was written, and compares as it did', () => {
    const [reference, current] = [windowOf(1, 0), windowOf(2, 1_200_000)];
    const read = readWindow(writeWindow(reference));
    if (!read.ok) throw new Error(read.failure.message);
    expect(writeWindow(read.value)).toBe(writeWindow(reference));
    expect(driftReport(read.value, current)).toEqual(driftReport(reference, current));
  });

  it.each(['', '<html>', '{}', 'null', '{"layout":2}'])('that holds %j is refused in one sentence', (text) => {
    const read = readWindow(text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'bad_input', thing: 'Stored drift window' } });
  });

  it('with a bin too many counts it in the last, and one with a negative count is refused', () => {
    const text = writeWindow(windowOf(1, 0));
    const beyond = readWindow(text.replace(/"bins":\[\d+/, '"bins":[999999'));
    expect(beyond.ok && beyond.value.sketches.numbers.confidence.counts.at(-1)).toBeGreaterThan(0);
    expect(readWindow(text.replace(/"bins":\[\d+,/, '"bins":[3,-')).ok).toBe(false);
  });
});

describe('windows merged', () => {
  it('span from the first start to the last end, and hold what both saw', () => {
    const merged = mergeWindows([windowOf(1, 1_200_000), windowOf(2, 0)]);
    expect(merged?.window).toEqual({ startAt: 0, endAt: 2_400_000, latenessMs: 5_000, predictions: 4_800, late: 4 });
    expect(merged?.sketches.numbers.brightness.count).toBe(4_800);
    expect(mergeWindows([])).toBeUndefined();
  });
});
