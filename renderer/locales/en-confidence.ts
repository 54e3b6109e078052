import { plural } from './plural.ts';

/** Words of how far a model's scores can be trusted, on the Models page. */
export const enConfidence = {
  title: 'How sure',
  lead: 'What may be promised of parts to come is learned from samples drawn by lot and labelled by a person.',
  byCard: (low: string, high: string) =>
    `Judged by the card: unsure from ${low}, a defect from ${high}. Nothing is promised.`,
  promised: (inHundred: string, defects: string) =>
    `Of 100 real defects at most ${inHundred} are passed: promised from ${defects} reviewed defects.`,
  promisedGood: (inHundred: string, good: string) =>
    `Of 100 good pictures at most ${inHundred} fail: promised from ${good} reviewed good pictures.`,
  since: (by: string) => `In use, chosen by ${by}`,
  kept: (passed: number, of: string) =>
    `Of ${of} defects reviewed since ${passed === 0 ? 'none was' : plural(passed, '1 was', `${passed} were`)} passed.`,
  keptGood: (failed: number, of: string) =>
    `Of ${of} good pictures reviewed since ${failed === 0 ? 'none' : String(failed)} failed.`,
  notYetKept: 'None of the samples drawn since has been reviewed yet.',
  broken: 'The promise does not hold any more',
  brokenRemedy: 'More went wrong than chance explains: the line has changed. Fit again from newer labels, or go back.',
  facts: {
    defects: 'Reviewed defects',
    unseen: 'of these not seen at all',
    good: 'Reviewed good pictures',
    waiting: 'Drawn, to be labelled',
    undecided: 'left undecided',
    missed: 'drawn and lost',
  },
  missRate: 'Real defects passed, at most',
  falseRejectRate: 'Good pictures failed, at most',
  promiseGood: 'Promise something of good pictures too',
  inHundred: (rate: string) => `${rate} in 100`,
  cannot: 'This cannot be promised yet',
  goes: 'Where pictures would go',
  routes: { pass: 'Pass', unsure: 'To a person', fail: 'Fail' },
  now: 'Now',
  fitted: 'With these thresholds',
  where: 'Route',
  thresholds: 'Thresholds',
  columns: {
    labels: 'Labels',
    low: 'Unsure from',
    high: 'Defect from',
    defects: 'Reviewed',
    missed: 'Passed of these',
  },
  neverFails: 'never by itself',
  use: 'Use these thresholds',
  using: 'Putting to use',
  revert: 'Go back to the card',
  used: 'The fitted thresholds judge from the next frame on.',
  reverted: 'The thresholds of the card judge again.',
  reliability: 'Scores beside how often they are right',
  diagram: (before: string, after: string | null) =>
    after === null
      ? `Reliability diagram. Mean distance between score and share that is right: ${before}.`
      : `Reliability diagram. Mean distance between score and share that is right: ${before} as given, ${after} scaled.`,
  error: (value: string, low: string, high: string) => `${value}, 95 % interval ${low} to ${high}`,
  asGiven: 'As the model gives them',
  scaled: (temperature: string) => `Scaled, temperature ${temperature}`,
  notScaled: 'The scores are worth what they say, or too few were reviewed: they are not scaled.',
  score: 'Score',
  right: 'Right',
  bins: { score: 'Score', detections: 'Detections', mean: 'Mean score', right: 'Right' },
  worth: (times: string) => `right ${times} of 100 times`,
  none: 'No detection was reviewed yet.',
};
