import { procedures } from '../../main/engine/doors/procedures.ts';
import type { ShiftTally } from '../../preload/contract/shift.ts';

const early: ShiftTally = {
  startedAt: 1_767_600_000_000,
  counts: { pass: 1_187, fail: 96, unsure: 21 },
  defectsByLabel: { open: 41, mousebite: 30, short: 22, spur: 9, copper: 4, 'pin-hole': 2 },
  overridden: 3,
  upTo: Number.MAX_SAFE_INTEGER,
};

/** A shift that began early and counts on only by what the line tells. */
export function fixtureShift() {
  let tally = early;
  return {
    get: procedures.shift.get.handler(() => tally),
    begin: procedures.shift.begin.handler(() => {
      tally = {
        ...early,
        startedAt: Date.now(),
        counts: { pass: 0, fail: 0, unsure: 0 },
        defectsByLabel: {},
        overridden: 0,
      };
      return tally;
    }),
  };
}
