import { onTestFinished } from 'vitest';
import type { OutputJob, OutputOrder, OutputPace } from '../../../main/domain/outputs/output-job.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import type { MessageOutput } from '../../../main/outputs/message-output.ts';
import { OutputRoom } from '../../../main/outputs/output-room.ts';
import type { PlcNews, PlcOutput } from '../../../main/outputs/plc-output.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** As the station's, but quicker to notice and to try again. */
const quick: OutputPace = {
  rule: { failures: 3, backOff: { firstMs: 60, factor: 2, maxMs: 200 } },
  retryMs: 20,
  beatMs: 40,
};

export interface TriedOutput {
  readonly room: OutputRoom;
  readonly order: OutputOrder;
  readonly job: OutputJob;
  readonly news: () => (PlcOutput | MessageOutput)['news'];
  readonly plc: () => PlcNews;
  /** Each state that it was in, once in a row. */
  readonly states: string[];
  readonly turns: number[];
  /** Each with whether it was found standing there. */
  readonly codes: [string, boolean][];
}

/** One output in a room of its own, as the worker has it. */
export async function openTried(
  settings: OutputJob['settings'],
  over: Partial<Pick<OutputJob, 'secrets' | 'deadlineMs'>> = {},
): Promise<TriedOutput> {
  const [states, turns, codes]: [string[], number[], [string, boolean][]] = [[], [], []];
  let last: (PlcOutput | MessageOutput)['news'] = { state: 'off', note: '', nextTryAt: null };
  const room = new OutputRoom({
    clock: systemClock,
    random: () => 1,
    changed: (_id, news) => {
      last = news;
      if (states.at(-1) !== news.state) states.push(news.state);
    },
    triggered: (_id, turn) => void turns.push(turn),
    coded: (_id, ...asked) => void codes.push(asked),
  });
  onTestFinished(() => room.stop());
  const job: OutputJob = { id: 'tried', settings, secrets: {}, deadlineMs: 500, ...over };
  const order = { station: 'station-1', folder: temporaryFolder(), pace: quick };
  await room.configure({ ...order, jobs: [job] });
  return { room, order, job, states, turns, codes, news: () => last, plc: () => last as PlcNews };
}
