import { describe, expect, it } from 'vitest';
import { createDemoLine } from '../../../main/capture/demo-line/line.ts';
import { kolmogorovSmirnovP } from '../../../main/domain/drift/kolmogorov-smirnov.ts';
import { pictureFeatures } from '../../../main/domain/drift/picture-features.ts';
import { DriftWatch } from '../../../main/observe/drift-watch.ts';
import type { ClosedWindow } from '../../../main/observe/stream-windows.ts';
import type { DriftReport } from '../../../preload/contract/drift.ts';

const side = 96;
const framesPerSecond = 2;
const framesPerHour = 3_600 * framesPerSecond;
const hourMs = 3_600_000;
const key = { sourceId: 'demo', model: { name: 'pcb-defects', version: '1.0.0' } };

interface Hours {
  readonly watch: DriftWatch;
  readonly windows: ClosedWindow[];
  readonly reports: (DriftReport | undefined)[];
  readonly moved: string[];
}

function watching(): Hours {
  const [windows, reports, moved]: [ClosedWindow[], (DriftReport | undefined)[], string[]] = [[], [], []];
  const watch = new DriftWatch({
    closed: (_, window, report) => {
      windows.push(window);
      reports.push(report);
    },
    moved: (_, feature, { direction }) => moved.push(`${feature} ${direction}`),
  });
  return { watch, windows, reports, moved };
}

/** One hour of the line as its camera sees it, in simulated time. */
function pass({ watch }: Hours, hour: number, drift: { readonly lightingDrift?: number }): void {
  const line = createDemoLine({ width: side, height: side, framesPerSecond, ...drift });
  for (let index = hour * framesPerHour; index < (hour + 1) * framesPerHour; index += 1) {
    const { width, height, luma } = line.frameAt(index);
    const picture = pictureFeatures({ format: 'gray8', width, height, planes: [{ data: luma, stride: width }] });
    watch.observe(key, (index * 1000) / framesPerSecond, { width, height, detections: [], picture });
  }
  watch.tick((hour + 1) * hourMs + 5_000);
}

describe('drift of the demo line', () => {
  it('is noticed within its hour where the light drifts, and a still line raises no alarm in an hour', {
    timeout: 120_000,
  }, () => {
    const hours = watching();
    pass(hours, 0, {});
    hours.watch.compareWith(key, hours.windows[0]);
    pass(hours, 1, {});
    expect([hours.reports[1]?.alarm, hours.reports[1]?.drifted, hours.moved]).toEqual([false, false, []]);
    pass(hours, 2, { lightingDrift: 0.3 });
    expect(hours.reports[2]).toMatchObject({ alarm: true, window: { startAt: 2 * hourMs, endAt: 3 * hourMs } });
    const drifted = hours.reports[2]?.features.filter((feature) => feature.drifted).map(({ feature }) => feature);
    expect(drifted).toContain('brightness');
    expect(hours.moved.some((change) => change.startsWith('brightness'))).toBe(true);

    // Frames of one board taken for independent would have made an alarm of the still hour.
    const naive = hours.reports[1]?.features.map(({ statistic }) =>
      kolmogorovSmirnovP(statistic ?? 0, framesPerHour, framesPerHour),
    );
    expect(Math.min(...(naive ?? []))).toBeLessThan(1e-4);
  });
});
