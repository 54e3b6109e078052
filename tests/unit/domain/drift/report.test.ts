import { describe, expect, it } from 'vitest';
import { FeatureSketches } from '../../../../main/domain/drift/feature-sketches.ts';
import { driftDefaults, driftReport, type WindowSketches } from '../../../../main/domain/drift/report.ts';
import { driftReport as driftReportSchema } from '../../../../preload/contract/drift.ts';
import { uniform } from '../../../support/random-streams.ts';
import { type SimulatedLine, simulateLine } from '../../../support/simulated-line.ts';

const hour = 3_600;

function windowOf(line: SimulatedLine, seconds: number): WindowSketches {
  const sketches = new FeatureSketches();
  for (const observation of simulateLine(line, seconds)) sketches.add(observation);
  const { predictions } = sketches;
  return { window: { startAt: 0, endAt: seconds * 1000, latenessMs: 5_000, predictions, late: 0 }, sketches };
}

const state = (report: ReturnType<typeof driftReport>, name: string): string | undefined =>
  report.features.find(({ feature }) => feature === name)?.state;

describe('a drift report', () => {
  const reference = windowOf({ seed: 1, framesPerSecond: 2 }, hour);

  it('raises no alarm on a still line in an hour, whatever the seed', () => {
    const reports = Array.from({ length: 40 }, (_, index) =>
      driftReport(reference, windowOf({ seed: 100 + index, framesPerSecond: 2 }, hour)),
    );
    expect(reports.filter(({ alarm }) => alarm)).toEqual([]);
    // One in twenty may be called drifted by chance; what is asked of an alarm is more.
    expect(reports.filter(({ drifted }) => drifted).length).toBeLessThanOrEqual(4);
    expect(reports.every(({ tested }) => tested === 7)).toBe(true);
  });

  it('notices light that fades by a fifth over an hour, and says which features', () => {
    for (let seed = 200; seed < 210; seed += 1) {
      const light = (second: number): number => 1 - 0.2 * (second / hour);
      const report = driftReport(reference, windowOf({ seed, framesPerSecond: 2, light }, hour));
      expect(report.alarm).toBe(true);
      expect([state(report, 'brightness'), state(report, 'confidence')]).toEqual(['drifted', 'steady']);
    }
  });

  it('notices light that swings as the demo line’s does, although its mean stays', () => {
    const light = (second: number): number => 1 + 0.3 * Math.sin((2 * Math.PI * second) / 600);
    const report = driftReport(reference, windowOf({ seed: 300, framesPerSecond: 2, light }, hour));
    expect(report.alarm).toBe(true);
    expect(state(report, 'brightness')).toBe('drifted');
  });

  it('notices twice the defects', () => {
    const report = driftReport(reference, windowOf({ seed: 301, framesPerSecond: 2, defects: 2.5 }, hour));
    expect([state(report, 'boxCount'), state(report, 'brightness')]).toEqual(['drifted', 'steady']);
  });

  it('lets a significant move pass that matters to nobody', () => {
    const sketches = (shift: number): WindowSketches => {
      const set = new FeatureSketches();
      for (let index = 0; index < 200_000; index += 1) {
        const brightness = 100 + ((index * 7919) % 400) / 10 + shift;
        set.add({
          width: 9,
          height: 9,
          detections: [],
          picture: { brightness, contrast: 50, sharpness: 900, colour: null },
        });
      }
      return { ...reference, sketches: set };
    };
    const brightness = driftReport(sketches(0), sketches(1)).features.find(({ feature }) => feature === 'brightness');
    expect(brightness).toMatchObject({ state: 'steady', moved: false });
    expect(brightness?.adjustedP).toBeLessThan(1e-10);
  });

  it('says "not enough" rather than a p-value', () => {
    const report = driftReport(reference, windowOf({ seed: 5, framesPerSecond: 2 }, 8));
    expect(report.features.map((feature) => [feature.state, feature.pValue, feature.adjustedP])).toEqual(
      report.features.map(() => ['not-enough', null, null]),
    );
    expect(report).toMatchObject({ tested: 0, driftShare: null, drifted: false, alarm: false });
    const empty = { ...reference, sketches: new FeatureSketches() };
    expect(driftReport(empty, empty).features).toEqual([]);
  });

  it('takes a shuffled training set for what it is', () => {
    const shuffled = new FeatureSketches();
    const order = uniform(11);
    const seen = [...simulateLine({ seed: 9, framesPerSecond: 0.5 }, 20 * hour)];
    for (const observation of seen.map((one) => ({ one, at: order() })).toSorted((a, b) => a.at - b.at)) {
      shuffled.add(observation.one);
    }
    const options = { ...driftDefaults, dependence: 'of-each' as const };
    const report = driftReport(
      { ...reference, sketches: shuffled },
      windowOf({ seed: 10, framesPerSecond: 2 }, hour),
      options,
    );
    const brightness = report.features.find(({ feature }) => feature === 'brightness');
    expect(brightness?.effectiveReference).toBeGreaterThan(10_000);
    expect(brightness?.effectiveCurrent).toBeLessThan(500);
    expect(report.alarm).toBe(false);
  });

  it('is the same for the same windows, after JSON too, and is what the contract says', () => {
    const current = windowOf({ seed: 400, framesPerSecond: 2, defects: 2 }, hour);
    const report = driftReport(reference, current);
    const again = FeatureSketches.fromData(JSON.parse(JSON.stringify(current.sketches.toData())));
    expect(driftReport(reference, { ...current, sketches: again })).toEqual(report);
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(JSON.stringify(current.sketches.toData()).length).toBeLessThan(20_000);
  });
});
