import type { Clock } from './clock.ts';
import { Listening } from './listen/listening.ts';
import type { Log } from './log.ts';
import type { ModelShelf } from './model-shelf.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { Speech } from './open-speech.ts';
import { findSource, type StationStore } from './open-station-store.ts';
import type { SampleKeeper } from './samples/sample-keeper.ts';

export interface OpenListeningOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly speech: Speech;
  readonly stationStore: StationStore;
  readonly models: ModelShelf;
  readonly samples: SampleKeeper;
  readonly observer: Pick<Monitor, 'heard'>;
  readonly log: Log;
}

/** A window of 32 ms costs a third of a millisecond: more threads would only wait for each other. */
const threads = 1;

/** Listening over store, models and speech worker, with its ears on the worker. */
export function openListening(options: OpenListeningOptions): Listening {
  const { clock, random, speech, stationStore, models, samples, observer, log } = options;
  const { store } = stationStore;
  const listening = new Listening({
    clock,
    random,
    ask: speech.ask,
    findSource: (id) => findSource(store, id),
    findModel: (name) => models.findForSound(name),
    // A row that is refused is counted by the store.
    storePrediction: (row) => {
      observer.heard(row);
      void store.appendPredictions([row]);
    },
    keepSample: (row, reason, wav, kept) => {
      observer.heard(row);
      samples.keep(row, reason, wav, true, kept);
    },
    wish: () => samples.wish(true),
    flush: async () => {
      await samples.flush();
      return store.flush();
    },
    modelLoaded: ({ name, version, sha256 }, runsOn) => {
      log.info({ part: 'listen', model: name, version, runsOn }, 'the station listens');
      void store.call('models.record', { name, version, sha256, runsOn, loadedAt: clock.wallMs() });
    },
    threads,
  });
  speech.supervisor.listen({
    told: (told) => listening.told(told),
    ready: () => listening.workerReady(),
    lost: (note) => listening.workerLost(note),
  });
  return listening;
}
