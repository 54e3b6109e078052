import { describe, expect, it } from 'vitest';
import { engineStart, engineStop, stationStopMs } from '../../../main/engine/deadlines.ts';
import { usualLimits as keeper } from '../../../main/host/engine-keeper.ts';
import { usualEngineLimits as shell } from '../../../main/shell/engine-process.ts';

describe('deadlines of the engine and of its hosts', () => {
  it('give a start that is under way the time that its parts have together', () => {
    expect(engineStart.store + engineStart.samples).toBeLessThan(engineStart.station);
    for (const { startDeadlineMs } of [keeper, shell]) {
      expect(startDeadlineMs).toBeGreaterThan(engineStart.station + engineStart.webDoor);
    }
  });

  it('let an orderly stop end before either host kills at it, however late each part is', () => {
    for (const { stopDeadlineMs } of [keeper, shell]) {
      expect(stopDeadlineMs).toBeGreaterThanOrEqual(engineStop.webDoor + stationStopMs + 1_000);
    }
  });

  it('give the store the longest share: what was seen is to be kept', () => {
    const { host: _, store, ...others } = engineStop;
    expect(store).toBeGreaterThan(Math.max(...Object.values(others)));
  });
});
