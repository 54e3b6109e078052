import { openStore } from '../../../main/store/store.ts';
import { rowOf } from '../../unit/store/prediction-rows.ts';

/** Appends for ever and writes down, after each flush, how many rows are acknowledged; ended by the test with SIGKILL. */
const [file = ''] = process.argv.slice(2);
const threadFile = new URL('../../../main/store/thread.ts', import.meta.url);
const opened = await openStore({ file, threadFile, batchRows: 64 });
if (!opened.ok) throw new Error(opened.failure.message);
const store = opened.value;
for (let taken = 0; ; taken += 150) {
  const failed = store.appendPredictions(Array.from({ length: 150 }, (_, index) => rowOf(taken + index)));
  if (!failed.ok) throw new Error(failed.failure.message);
  const flushed = await store.flush();
  if (!flushed.ok) throw new Error(flushed.failure.message);
  const verdict = {
    sourceId: 'demo-line',
    model: { name: 'm', version: '1.0.0' },
    part: taken,
    startedAt: 1,
    endedAt: 2,
  };
  const told = await store.call('inspections.append', { ...verdict, frames: 1, verdict: 'fail', defects: [] });
  if (told.ok) process.stdout.write(`${taken + 150} ${told.value.id}\n`);
}
