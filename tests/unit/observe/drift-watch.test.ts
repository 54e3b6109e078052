import { describe, expect, it } from 'vitest';
import { type DriftOutlets, DriftWatch, driftWatchDefaults } from '../../../main/observe/drift-watch.ts';
import type { ClosedWindow } from '../../../main/observe/stream-windows.ts';
import type { DriftReport } from '../../../preload/contract/drift.ts';
import { type SimulatedLine, simulateLine } from '../../support/simulated-line.ts';

const hourMs = 3_600_000;
const framesPerSecond = 5;
const model = { name: 'pcb-defects', version: '1.0.0' };
const key = { sourceId: 'demo', model };

interface Told {
  readonly windows: {
    readonly window: ClosedWindow;
    readonly report: DriftReport | undefined;
    readonly sourceId: string;
  }[];
  readonly moved: { readonly feature: string; readonly windowsBefore: number }[];
}

function told(): Told & { readonly outlets: DriftOutlets } {
  const windows: Told['windows'] = [];
  const moved: Told['moved'] = [];
  return {
    windows,
    moved,
    outlets: {
      closed: ({ sourceId }, window, report) => windows.push({ window, report, sourceId }),
      moved: (_, feature) => moved.push({ feature, windowsBefore: windows.length }),
    },
  };
}

function run(watch: DriftWatch, line: Omit<SimulatedLine, 'framesPerSecond'>, startAt: number, hours: number): void {
  let frame = 0;
  for (const seen of simulateLine({ ...line, framesPerSecond }, hours * 3_600)) {
    watch.observe(key, startAt + Math.round((frame * 1000) / framesPerSecond), seen);
    frame += 1;
  }
  watch.tick(startAt + hours * hourMs + 5_000);
}

describe('a watch for drift', () => {
  it('notices light that drifts within its window, sooner than the window ends, and only once a window', () => {
    const { outlets, windows, moved } = told();
    const watch = new DriftWatch(outlets);
    run(watch, { seed: 1 }, 0, 1);
    expect(windows.map(({ report }) => report)).toEqual([undefined]);
    watch.compareWith(key, windows[0]?.window);
    run(watch, { seed: 2 }, hourMs, 1);
    expect([windows[1]?.report?.alarm, moved]).toEqual([false, []]);
    run(watch, { seed: 3, light: (second) => 1 - (0.3 * second) / 3_600 }, 2 * hourMs, 1);
    expect(windows[2]?.report).toMatchObject({
      alarm: true,
      window: { startAt: 2 * hourMs, endAt: 3 * hourMs, late: 0 },
    });
    expect(moved.filter(({ feature }) => feature === 'brightness')).toEqual([
      { feature: 'brightness', windowsBefore: 2 },
    ]);
  });

  it('compares a window that is still filling, and closes it early for a stop', () => {
    const { outlets, windows } = told();
    const watch = new DriftWatch(outlets);
    run(watch, { seed: 1 }, 0, 1);
    watch.compareWith(key, windows[0]?.window);
    for (const seen of simulateLine({ seed: 4, framesPerSecond, light: () => 0.6 }, 1_200))
      watch.observe(key, hourMs + 9_000, seen);
    expect(watch.current(key)?.report?.drifted).toBe(true);
    expect(watch.current({ ...key, sourceId: 'other' })).toBeUndefined();
    watch.flush();
    expect(windows[1]?.window.window).toMatchObject({ startAt: hourMs, predictions: 6_000 });
  });

  it('keeps models and cameras apart, and so many of them at most', () => {
    const { outlets, windows } = told();
    const watch = new DriftWatch(outlets, { ...driftWatchDefaults, mostStreams: 2 });
    const seen = { width: 9, height: 9, detections: [], picture: undefined };
    for (const sourceId of ['one', 'two', 'one', 'three']) watch.observe({ sourceId, model }, 1_000, seen);
    expect(windows.map(({ sourceId, window }) => [sourceId, window.window.predictions])).toEqual([['two', 1]]);
    watch.observe({ sourceId: 'one', model: { ...model, version: '2.0.0' } }, 1_000, seen);
    expect(watch.current({ sourceId: 'one', model: { ...model, version: '2.0.0' } })?.window.window.predictions).toBe(
      1,
    );
  });
});
