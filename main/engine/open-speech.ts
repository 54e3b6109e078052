import type { SpeechVerbs } from '../workers/protocol.ts';
import type { VisionOptions } from './open-vision.ts';
import { Supervisor } from './workers/supervisor.ts';
import { type AskSpeech, askWorker } from './workers/worker-link.ts';

export interface Speech {
  readonly supervisor: Supervisor;
  /** Starts the worker where it does not run yet: a station that never listens never has one. */
  readonly ask: AskSpeech;
}

export function openSpeech(options: VisionOptions): Speech {
  const supervisor = new Supervisor({ part: 'speech worker', kind: 'speech', ...options });
  const askNow = askWorker<SpeechVerbs>(supervisor);
  let isWanted = false;
  const ask: AskSpeech = async (verb, input, deadlineMs) => {
    // To a worker that nobody has needed yet there is nothing to say.
    if (!isWanted && (verb === 'stop' || verb === 'sampling')) return askNow(verb, input, deadlineMs);
    isWanted = true;
    await supervisor.start();
    if (verb === 'start') supervisor.retry();
    return askNow(verb, input, deadlineMs);
  };
  return { supervisor, ask };
}
