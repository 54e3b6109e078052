import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

const notYet = () =>
  valueOr(
    fail('wrong_state', {
      thing: 'The labelling queue',
      expected: 'to be open',
      received: 'a station without one',
      remedy: 'Use a later version.',
    }),
  );

export const labelHandlers = (_services: Services) => ({
  queue: procedures.labels.queue.handler(notYet),
  counts: procedures.labels.counts.handler(notYet),
  classes: procedures.labels.classes.handler(notYet),
  item: procedures.labels.item.handler(notYet),
  picture: procedures.labels.picture.handler(notYet),
  save: procedures.labels.save.handler(notYet),
  skip: procedures.labels.skip.handler(notYet),
  notSure: procedures.labels.notSure.handler(notYet),
  undo: procedures.labels.undo.handler(notYet),
  export: procedures.labels.export.handler(notYet),
});

export const samplingHandlers = (_services: Services) => ({
  get: procedures.sampling.get.handler(notYet),
  set: procedures.sampling.set.handler(notYet),
});

export const overrideHandler = procedures.inspections.override.handler(notYet);
