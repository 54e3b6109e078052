import { describe, expect, it } from 'vitest';
import { type ClosedWindow, StreamWindows } from '../../../main/observe/stream-windows.ts';

const seen = { width: 9, height: 9, detections: [], picture: undefined };
const minute = { length: { kind: 'time', lengthMs: 60_000 }, latenessMs: 2_000 } as const;

function windowsOf(options: ConstructorParameters<typeof StreamWindows>[0]): {
  readonly windows: StreamWindows;
  readonly closed: ClosedWindow['window'][];
} {
  const closed: ClosedWindow['window'][] = [];
  return { windows: new StreamWindows(options, ({ window }) => closed.push(window)), closed };
}

describe('windows of one stream', () => {
  it('begin at whole minutes, and close when the last frame that may be late had its time', () => {
    const { windows, closed } = windowsOf(minute);
    for (const at of [30_000, 59_999, 60_500, 59_000, 61_900]) windows.add(at, seen);
    expect(closed).toEqual([]);
    windows.add(62_000, seen);
    expect(closed).toEqual([{ startAt: 0, endAt: 60_000, latenessMs: 2_000, predictions: 3, late: 0 }]);
    expect(windows.current?.window).toMatchObject({ startAt: 60_000, endAt: 120_000, predictions: 3 });
  });

  it('count what came too late, and say so in the next that closes', () => {
    const { windows, closed } = windowsOf(minute);
    for (const at of [30_000, 70_000, 59_000, 58_000]) windows.add(at, seen);
    windows.flush();
    expect(closed.map(({ predictions, late }) => [predictions, late])).toEqual([
      [1, 0],
      [1, 2],
    ]);
  });

  it('close by the clock where a line stands still, and take no frame for a window that has closed so', () => {
    const { windows, closed } = windowsOf(minute);
    windows.add(30_000, seen);
    windows.tick(61_999);
    expect(closed).toEqual([]);
    windows.tick(62_000);
    windows.add(59_000, seen);
    windows.flush();
    expect(closed.map(({ startAt, predictions }) => [startAt, predictions])).toEqual([[0, 1]]);
  });

  it('begin anew where the clock was set back by more than a window', () => {
    const { windows, closed } = windowsOf(minute);
    for (const at of [600_000, 600_100, 10_000, 10_100]) windows.add(at, seen);
    windows.flush();
    expect(closed.map(({ startAt, predictions, late }) => [startAt, predictions, late])).toEqual([
      [600_000, 2, 0],
      [0, 2, 0],
    ]);
  });

  it('may be of so many predictions each', () => {
    const { windows, closed } = windowsOf({ length: { kind: 'count', predictions: 3 }, latenessMs: 0 });
    for (const at of [1, 2, 9, 12, 15]) windows.add(at, seen);
    expect(closed).toEqual([{ startAt: 1, endAt: 9, latenessMs: 0, predictions: 3, late: 0 }]);
    expect(windows.current?.window).toMatchObject({ startAt: 12, endAt: 15, predictions: 2 });
  });
});
