import type { Batch } from '../../../preload/contract/batch.ts';
import { fail, type Outcome } from '../../domain/outcome.ts';
import type { BatchDesk } from '../batch/batch-desk.ts';
import { shownBatch } from '../batch/shown-batch.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const batchHandlers = ({ batches, batchPictures, batchReports, store, about }: Services) => {
  const desk = (): BatchDesk => batches ?? valueOr(noStation);
  const station = async (): Promise<string> => valueOr(await store.call('stations.get', null))?.name ?? about.id;

  // Without a station what is stored can be read all the same.
  const list = async (): Promise<Batch[]> =>
    batches === undefined
      ? valueOr(await store.call('batches.list', null)).map((row) => shownBatch(row))
      : [...batches.list()];
  const get = async (id: number): Promise<Batch> =>
    batches === undefined ? shownBatch(valueOr(await store.call('batches.get', { id }))) : valueOr(batches.get(id));

  return {
    start: procedures.batch.start.handler(async ({ input }) => valueOr(await desk().start(input))),
    list: procedures.batch.list.handler(list),
    get: procedures.batch.get.handler(({ input }) => get(input.id)),
    watch: procedures.batch.watch.handler(async function* ({ signal }) {
      if (batches === undefined) yield await list();
      else for await (const all of batches.live.watch(signal)) yield [...all];
    }),
    pause: procedures.batch.pause.handler(async ({ input }) => valueOr(await desk().pause(input.id))),
    resume: procedures.batch.resume.handler(async ({ input }) => valueOr(await desk().resume(input.id))),
    cancel: procedures.batch.cancel.handler(async ({ input }) => valueOr(await desk().cancel(input.id))),
    remove: procedures.batch.remove.handler(async ({ input }) => {
      valueOr(await desk().remove(input.id));
      await batchReports.forget(input.id);
      return input;
    }),
    parts: procedures.batch.parts.handler(async ({ input }) => valueOr(await store.call('batches.parts', input))),
    picture: procedures.batch.picture.handler(async ({ input: { id, index } }) => {
      const jpeg = valueOr(await batchPictures.read(id, index));
      return new File([jpeg], `batch-${id}-${index}.jpg`, { type: 'image/jpeg' });
    }),
    report: procedures.batch.report.handler(async ({ input: { id, format } }) => {
      const batch = await get(id);
      return valueOr(await batchReports.make(batch, await station(), format));
    }),
  };
};

const noStation: Outcome<never> = fail('wrong_state', {
  thing: 'Batches',
  expected: 'a running station to work on them',
  received: 'a command without one',
  remedy: 'Start the station with `npm start`, then ask again.',
});
