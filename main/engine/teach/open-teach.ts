import { join } from 'node:path';
import type { BaseOptions } from '../open-base.ts';
import { inferenceThreads } from '../open-vision.ts';
import type { Services } from '../services.ts';
import { DraftFolder } from './draft-folder.ts';
import { TeachDesk } from './teach-desk.ts';

export type TeachParts = Pick<Services, 'clock' | 'store' | 'ask' | 'models' | 'findSource' | 'lines'>;

/** Teaching over the models, the vision worker and whatever line runs. */
export function openTeach({ launcher, dataFolder }: BaseOptions, parts: TeachParts): TeachDesk {
  const { clock, store, ask, models, findSource, lines } = parts;
  return new TeachDesk({
    clock,
    folder: new DraftFolder(join(dataFolder, 'teaching')),
    launcher,
    ask,
    models,
    findSource,
    lookingAt: (sourceId) => lines?.lookingAt(sourceId) ?? [],
    mayKeepPeople: () => store.call('people.mayKeep', null),
    threads: inferenceThreads(),
  });
}
