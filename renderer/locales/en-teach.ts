import type { TeachState } from '../../preload/contract/teach.ts';
import { plural } from './plural.ts';

type Step = NonNullable<TeachState['progress']>['step'];

/** Words of the page that teaches from good parts. */
export const enTeach = {
  title: 'Teach from good parts',
  lead: 'Show 10 to 50 good parts. Whatever is unlike them is found from then on, also what nobody has seen yet.',
  open: 'Teach from good parts',
  begin: 'Begin',
  beginning: 'Beginning',
  name: 'Name of the new model',
  nameHint:
    'Lower case letters, digits and dashes, such as lid-top. A name that was taught before gets its next version.',
  source: 'Where good parts are seen',
  noSource: 'Only pictures of a folder',
  backbone: 'Network that looks',
  backboneHint:
    'The starter detector is always there. One that knows more kinds of pictures tells finer: import it under Models.',
  stopped: 'The line of this source does not run',
  stoppedText: 'Its frames are what is taken. With the starter model it can run while you teach.',
  startLine: 'Start the line',
  startingLine: 'Starting the line',
  picture: (source: string) => `Live picture of ${source}`,
  good: 'This one is good',
  taking: 'Taking it',
  goodHint: 'Space does the same. Show parts as they come: turned, shifted, from other batches, in other light.',
  nextParts: (n: number) => `Take the next ${n} parts`,
  nextPartsHint: 'One picture of each part that passes, drawn by lot. Only where all of them are good.',
  stopTaking: (left: number) => `Stop, ${left} still to come`,
  folder: 'Add pictures of a folder',
  folderPath: 'Folder on the station’s machine',
  folderHint: 'JPEG, PNG, WebP, TIFF. They are copied.',
  add: 'Add them',
  adding: 'Adding them',
  added: (n: number) => `${n} ${plural(n, 'picture', 'pictures')} added`,
  skipped: (n: number) => `${n} passed over`,
  count: (n: number) => `${n} good ${plural(n, 'part', 'parts')}`,
  counted: (n: number, fewest: number, most: number) =>
    n < fewest
      ? `${fewest - n} more ${plural(fewest - n, 'is', 'are')} needed`
      : n < most
        ? `up to ${most - n} more make it surer`
        : 'as many as there may be',
  pictures: 'Good parts',
  noPictures: 'No picture yet',
  noPicturesText: 'Each that you take stands here. Look through them: one bad part among them would be learnt as good.',
  leaveOut: 'Leave out',
  takeIn: 'Take in again',
  leftOut: 'left out',
  ofPart: (part: number) => `part ${part}`,
  pictureName: (place: number) => `Good part ${place}`,
  build: 'Learn from them',
  building: 'Learning',
  buildingText: 'Beside the line, which goes on. It takes some seconds; you may leave this page.',
  buildSteps: {
    looking: 'Looking at the pictures',
    judging: 'Judging each by what the others taught',
    remembering: 'Choosing what to remember',
    writing: 'Writing the model',
  } satisfies Record<Step, string>,
  stopBuilding: 'Stop learning',
  discard: 'Discard',
  discardSure: 'Discard all pictures?',
  discardText: 'The pictures that were taken are deleted. Models that were made before stay.',
  keep: 'Keep them',
  result: 'What it has learnt',
  resultText: (n: number, patches: number, size: string, seconds: string) =>
    `${n} good parts, ${patches} patches remembered in ${size}, learnt in ${seconds}.`,
  histogram: (n: number, held: number) =>
    `How unusual each of the ${n} good parts looked to a memory without it; ${held} of them at or above the limit`,
  histogramAxis: 'How unusual a good part looks',
  histogramSide: 'Good parts',
  limit: 'Limit',
  rate: 'Good parts held back, at most',
  rateValue: (percent: string) => `${percent} %`,
  rateMeaning: (inHundred: string, n: number, low: string, high: string) =>
    `Of 100 good parts, about ${inHundred} reach the limit and are held back, failed or sent to a person. With ${n} parts to judge by it may be ${low} to ${high}.`,
  rateLess: 'Fewer held back: a defect must be plainer to be found.',
  rateMore: 'More held back: finer defects are found.',
  lowest: (percent: string, n: number) =>
    `Less than ${percent} % cannot be promised with ${n} parts. Show more of them to go lower.`,
  oddest: 'The most unusual of the good ones',
  oddestText: 'Look at them once more. If one is not good after all, leave it out and learn again.',
  oddestScore: (score: string) => `${score} of the limit`,
  use: 'Use it on the line',
  save: 'Only save it',
  saving: 'Saving the model',
  saved: (name: string) => `${name} is taught and stands under Models`,
  used: (name: string) => `${name} inspects the line from now on`,
  unusable: 'Saved, but the line did not take it up',
};
