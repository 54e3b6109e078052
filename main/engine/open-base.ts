import type { StationInfo } from '../../preload/contract/station.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputPace } from '../domain/outputs/output-job.ts';
import { takeLock } from '../serving/lock.ts';
import type { SyncPace } from '../sync/sync-desk.ts';
import { BatchPictures } from './batch/batch-pictures.ts';
import { BatchReports } from './batch/report/batch-reports.ts';
import type { Clock } from './clock.ts';
import { ConfidenceDesk } from './confidence/confidence-desk.ts';
import { prepareDataFolder } from './data-folder.ts';
import { engineStart, engineStop } from './deadlines.ts';
import { DiskGuard } from './disk-guard.ts';
import { HealthBoard } from './health-board.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Log } from './log.ts';
import { ModelShelf } from './model-shelf.ts';
import { Monitor } from './monitor/monitor.ts';
import { trainingSetFrom } from './monitor/training-set.ts';
import { openSpeech, type Speech } from './open-speech.ts';
import { findSource, openStationStore, type StationStore } from './open-station-store.ts';
import { openSync } from './open-sync.ts';
import { inferenceThreads, openVision, type Vision } from './open-vision.ts';
import type { Places } from './places.ts';
import { RecipeDesk } from './recipes/recipe-desk.ts';
import { MissedDraws } from './samples/missed-draws.ts';
import { openSamples } from './samples/open-samples.ts';
import { SampleKeeper } from './samples/sample-keeper.ts';
import type { Services } from './services.ts';
import { openSettings } from './settings.ts';
import { watchStore } from './watch-store.ts';
import type { WorkerLauncher } from './workers/launcher.ts';
import { type SupervisorLimits, usualLimits } from './workers/supervisor.ts';

export interface BaseOptions {
  readonly host: StationInfo['host'];
  readonly dataFolder: string;
  /** For a station that has none yet. */
  readonly name?: string | undefined;
  readonly places: Places;
  readonly launcher: WorkerLauncher;
  readonly log: Log;
  /** The folder in CARACAL_MODELS_FROM. */
  readonly modelsFrom?: string | undefined;
  readonly limits?: SupervisorLimits | undefined;
  /** The store may grow to this; unlimited where absent. */
  readonly mostStoreBytes?: number | undefined;
  readonly syncPace?: SyncPace | undefined;
  readonly outputPace?: OutputPace | undefined;
  readonly progress?: ((step: string) => void) | undefined;
  /** Something broke that only a new process mends. */
  readonly broken: (error: Error) => void;
}

export interface Base {
  readonly stationStore: StationStore;
  readonly vision: Vision;
  readonly speech: Speech;
  readonly services: Omit<Services, 'outputs' | 'lines' | 'batches' | 'listening' | 'teach' | 'invite'>;
}

/** What a station and a single command have in common: folder, lock, store, models, and a worker for when it is needed. */
export async function openBase(
  options: BaseOptions,
  lifecycle: Lifecycle,
  clock: Clock,
  { startVision }: { readonly startVision: boolean },
): Promise<Outcome<Base>> {
  const { dataFolder, places, log, progress = () => undefined } = options;
  const health = new HealthBoard(clock);
  const folder = await prepareDataFolder(dataFolder);
  if (!folder.ok) return folder;
  const lock = await lifecycle.start({
    name: 'lock',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.lock,
    start: () => takeLock(dataFolder),
    stop: (held) => held.release(),
  });
  if (!lock.ok) return lock;

  // Launched first and not waited for: it gets ready while the store opens.
  const vision = await lifecycle.start({
    name: 'vision worker',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.visionWorker,
    start: async () => succeed(launchVision(options, clock, health, startVision)),
    stop: ({ supervisor }) => supervisor.stop(),
  });
  if (!vision.ok) return vision;

  const speech = await lifecycle.start({
    name: 'speech worker',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.speechWorker,
    start: async () => succeed(launchSpeech(options, clock, health)),
    stop: ({ supervisor }) => supervisor.stop(),
  });
  if (!speech.ok) return speech;

  progress('Opening the store');
  const opened = await lifecycle.start({
    name: 'store',
    startDeadlineMs: engineStart.store,
    stopDeadlineMs: engineStop.store,
    start: () => openStationStore({ ...options, threadFile: places.storeThread, clock }),
    stop: async ({ store }) => {
      const closed = await store.close();
      if (!closed.ok) log.error({ part: 'store', code: closed.failure.code }, closed.failure.message);
    },
  });
  if (!opened.ok) return opened;
  const { store, stationId } = opened.value;

  const guard = await lifecycle.start({
    name: 'guards',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.guards,
    start: async () => succeed(await startGuards(dataFolder, opened.value, clock, health)),
    stop: async (guards) => guards.stop(),
  });
  if (!guard.ok) return guard;

  const samples = await lifecycle.start({
    name: 'samples',
    startDeadlineMs: engineStart.samples,
    stopDeadlineMs: engineStop.samples,
    start: () => openSamples({ dataFolder, store, clock, log, sweep: startVision }),
    stop: async () => undefined,
  });
  if (!samples.ok) return samples;

  const monitor = new Monitor({ clock, store, log, trainingSet: trainingSetFrom((name) => models.find(name)) });
  const watching = await lifecycle.start({
    name: 'monitor',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.monitor,
    start: () => monitor.open(),
    stop: () => monitor.stop(),
  });
  if (!watching.ok) return watching;

  const settings = openSettings(store, () => clock.wallMs());
  const missed = new MissedDraws(settings);
  await missed.open();
  const confidence = new ConfidenceDesk({
    store,
    wallMs: () => clock.wallMs(),
    missedDraws: (model) => missed.of(model),
  });
  const fits = await confidence.open();
  if (!fits.ok) return fits;

  const { models: bundled, catalogue } = places;
  const { ask } = vision.value;
  const { ask: askSpeech } = speech.value;
  const shelf = {
    bundled,
    catalogue,
    dataFolder,
    from: options.modelsFrom,
    threads: inferenceThreads(),
    ask,
    askSpeech,
    clock,
  };
  const models = new ModelShelf(shelf);
  const restored = await models.restore();
  // The other models are there all the same; the one that is not is named when it is asked for.
  if (!restored.ok) log.error({ part: 'models', code: restored.failure.code }, restored.failure.message);
  const batchPictures = new BatchPictures(dataFolder);
  const { fonts, version } = places;
  const { launcher } = options;
  const reporting = await lifecycle.start({
    name: 'reports',
    startDeadlineMs: quickMs,
    stopDeadlineMs: engineStop.reports,
    start: async () => {
      const reports = new BatchReports({ store, pictures: batchPictures, launcher, clock, dataFolder, fonts, version });
      await reports.sweep();
      return succeed(reports);
    },
    stop: (reports) => reports.close(),
  });
  if (!reporting.ok) return reporting;
  const services = {
    recipes: new RecipeDesk({
      clock,
      store,
      models,
      band: (card) => confidence.bandOf(card),
      outputs: async () => {
        const outputs = await store.call('outputs.list', null);
        return outputs.ok ? succeed(outputs.value.map(({ id }) => id)) : outputs;
      },
    }),
    confidence,
    sync: openSync({
      store,
      sampleFiles: samples.value,
      models,
      settings,
      dataFolder,
      health,
      clock,
      pace: options.syncPace,
      warn: ({ code, message }) => log.warn({ part: 'sync', code }, message),
    }),
    clock,
    store,
    settings,
    monitor,
    sampleFiles: samples.value,
    batchPictures,
    batchReports: reporting.value,
    samples: new SampleKeeper({
      store,
      files: samples.value,
      settings,
      clock,
      stationId,
      missed,
      warn: ({ code, message }) => log.warn({ part: 'samples', code }, message),
    }),
    health,
    disk: () => guard.value.disk,
    ask,
    askSpeech,
    models,
    findSource: (id: string) => findSource(store, id),
    about: { id: stationId, version: places.version, host: options.host, startedAt: clock.wallMs(), dataFolder },
  };
  return succeed({ stationStore: opened.value, vision: vision.value, speech: speech.value, services });
}

const quickMs = 10_000;
const freeSpaceFloorBytes = 512 * 2 ** 20;

function launchVision(
  { launcher, limits = usualLimits }: BaseOptions,
  clock: Clock,
  health: HealthBoard,
  start: boolean,
): Vision {
  const onHealth = (told: Parameters<typeof health.put>[0]): void => health.put(told);
  const vision = openVision({ launcher, clock, random: Math.random, limits, onHealth });
  if (start) void vision.supervisor.start();
  return vision;
}

/** Its process begins when somebody first asks for sound. */
function launchSpeech({ launcher, limits = usualLimits }: BaseOptions, clock: Clock, health: HealthBoard): Speech {
  const onHealth = (told: Parameters<typeof health.put>[0]): void => health.put(told);
  return openSpeech({ launcher, clock, random: Math.random, limits, onHealth });
}

async function startGuards(folder: string, { store }: StationStore, clock: Clock, health: HealthBoard) {
  const guard = new DiskGuard({
    folder,
    clock,
    everyMs: 10_000,
    floorBytes: freeSpaceFloorBytes,
    say: (state, note) => health.say('disk', state, note),
  });
  await guard.look();
  const watch = watchStore({ store, clock, everyMs: 1_000, say: (state, note) => health.say('store', state, note) });
  return {
    get disk() {
      return guard.disk;
    },
    stop: () => {
      watch.stop();
      guard.stop();
    },
  };
}
