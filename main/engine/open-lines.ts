import { type Outcome, succeed } from '../domain/outcome.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { ConfidenceDesk } from './confidence/confidence-desk.ts';
import type { FramePublisher } from './doors/frame-feed.ts';
import { openLineLedger } from './line/line-ledger.ts';
import { type LineModel, planLine, type RecipeVersion } from './line/line-plan.ts';
import type { LineObserver } from './line/line-run.ts';
import { Lines } from './line/lines.ts';
import type { LineSamples } from './line/worker-input.ts';
import type { Log } from './log.ts';
import type { ModelShelf } from './model-shelf.ts';
import { findSource, type StationStore } from './open-station-store.ts';
import { inferenceThreads, type Vision } from './open-vision.ts';
import type { RecipeDesk } from './recipes/recipe-desk.ts';

export interface OpenLinesOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly vision: Vision;
  readonly stationStore: StationStore;
  readonly models: ModelShelf;
  readonly recipes: RecipeDesk;
  readonly confidence: ConfidenceDesk;
  readonly samples: LineSamples;
  readonly observer: LineObserver;
  readonly feed: FramePublisher;
  readonly log: Log;
}

const picturesPerSecond = 15;

/** The lines over store, models and vision worker, with their ears on the worker. */
export function openLines(options: OpenLinesOptions): Lines {
  const { clock, random, vision, stationStore, models, recipes, confidence, samples, observer, feed, log } = options;
  const { store, lastInspectionId } = stationStore;
  const ledger = openLineLedger(ledgerStore(store), clock, lastInspectionId);
  const places = {
    findSource: (id: string) => findSource(store, id),
    findModel: async (name: string): Promise<Outcome<LineModel>> => {
      const found = await models.findForPictures(name);
      if (!found.ok) return found;
      const { card } = found.value;
      const fittedBand = () => confidence.fittedBandOf(card);
      return succeed({ ...found.value, band: () => confidence.bandOf(card), fittedBand });
    },
    findRecipe: ({ id, version }: RecipeVersion) => recipes.get(id, version),
  };
  const lines = new Lines({
    clock,
    random,
    ask: vision.ask,
    plan: (wish) => planLine(wish, places),
    isWatched: (sourceId) => feed.isWatched(sourceId),
    ledger,
    samples,
    observer,
    publishPicture: (head, jpeg) => feed.publish(head, jpeg),
    modelLoaded: ({ name, version, sha256 }, runsOn) => {
      log.info({ part: 'line', model: name, version, runsOn }, 'the line runs');
      void store.call('models.record', { name, version, sha256, runsOn, loadedAt: clock.wallMs() });
    },
    threads: inferenceThreads(),
    picturesPerSecond,
  });
  vision.supervisor.listen({
    told: (told) => lines.told(told),
    ready: () => lines.workerReady(),
    lost: (note) => lines.workerLost(note),
  });
  return lines;
}

const ledgerStore = (store: Store): Parameters<typeof openLineLedger>[0] => ({
  appendPredictions: (rows) => store.appendPredictions(rows),
  appendInspection: (inspection) => store.call('inspections.append', inspection),
  flush: () => store.flush(),
  get pressure() {
    return store.pressure;
  },
});
