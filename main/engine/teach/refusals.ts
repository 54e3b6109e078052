import { fewestGood, mostGood } from '../../../preload/contract/teach.ts';
import { fail, type Outcome } from '../../domain/outcome.ts';

/** Why teaching does not go on, in words. */

export const nothingBegun = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'one that was begun',
    received: 'none',
    remedy: 'Begin with a name first.',
  });

export const alreadyBegun = (name: string): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'one at a time',
    received: `${name}, which was begun and is not finished`,
    remedy: 'Finish it or discard it first.',
  });

export const isBuilding = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'pictures that nobody is learning from just now',
    received: 'a memory that is being built of them',
    remedy: 'Wait until it is built, or cancel it.',
  });

export const notBuilt = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'a memory that was built',
    received: 'pictures alone',
    remedy: 'Build it first.',
  });

export const nameTaken = (name: string): Outcome<never> =>
  fail('already_exists', {
    thing: `model ${name}`,
    expected: 'a name of its own, or that of a model that was taught before',
    received: 'the name of a model of another kind',
    remedy: 'Choose another name.',
  });

export const noFeatures = (name: string): Outcome<never> =>
  fail('model_refused', {
    thing: `model ${name}`,
    expected: 'a model whose card names inner features',
    received: 'one without',
    remedy: 'Teach with pcb-defects, or with a model of the task find-features.',
  });

export const noSource = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'a source whose parts can be taken',
    received: 'one that was begun without',
    remedy: 'Add the pictures of a folder, or begin again with a source.',
  });

export const lineStands = (sourceId: string): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: 'one that runs',
    received: 'one that does not',
    remedy: 'Start it on the Inspect seat, with any model: its frames are what is taken.',
  });

export const withoutConsent = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'A picture of this line',
    expected: 'people who agreed to be kept in pictures',
    received: 'a line whose model looks at people, and no such agreement',
    remedy: 'Let an admin say so under Settings, or start the line with a model that looks at parts.',
  });

export const isFull = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: `at most ${mostGood} pictures`,
    received: `${mostGood} already`,
    remedy: 'Build the memory, or leave some out and begin again.',
  });

export const tooFew = (count: number): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: `at least ${fewestGood} pictures of good parts`,
    received: String(count),
    remedy: 'Show more: what no picture shows is taken for unusual.',
  });

export const takenBefore = (): Outcome<never> =>
  fail('already_exists', {
    thing: 'The picture',
    expected: 'another one than those that were taken',
    received: 'the very same',
    remedy: 'Let the line move on, then take the next part.',
  });

export const noPicture = (): Outcome<never> =>
  fail('not_found', {
    thing: 'Picture of a good part',
    expected: 'one of those that were taken',
    received: 'another id',
    remedy: 'Ask for the state of the teaching.',
  });

export const noStation = (): Outcome<never> =>
  fail('wrong_state', {
    thing: 'Teaching',
    expected: 'a running station to do it in',
    received: 'a command without one',
    remedy: 'Start the station with `npm start`, then teach there.',
  });
