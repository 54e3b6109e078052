import type { Role } from '../../preload/contract/capability.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import { openBatches } from './batch/open-batches.ts';
import { systemClock } from './clock.ts';
import { engineStart, engineStop } from './deadlines.ts';
import { createFrameFeed } from './doors/frame-feed.ts';
import type { StationDoors } from './doors/station-doors.ts';
import { stationRouter } from './handlers/router.ts';
import { createLedger } from './ledger.ts';
import { Lifecycle } from './lifecycle.ts';
import type { LineWish } from './line/line-plan.ts';
import type { Lines } from './line/lines.ts';
import type { Listening } from './listen/listening.ts';
import type { Log } from './log.ts';
import { notePeopleModels } from './note-people-models.ts';
import { type BaseOptions, openBase } from './open-base.ts';
import { openLines } from './open-lines.ts';
import { openListening } from './open-listening.ts';
import { openOutputs } from './open-outputs.ts';
import { Retention } from './retention.ts';
import type { Invitation, Services } from './services.ts';
import { openTeach } from './teach/open-teach.ts';

export interface Engine extends StationDoors {
  readonly lines: Lines;
  readonly services: Services;
  readonly visionPid: () => number | undefined;
  readonly speechPid: () => number | undefined;
  readonly outputsPid: () => number | undefined;
  /** Told by whoever opens a door that other screens can come through. */
  inviteWith(invite: (role: Role) => Invitation): void;
  close(): Promise<void>;
}

const minuteMs = 60_000;

/** Puts the whole station together, part by part; a part that fails takes down those before it. */
export async function openEngine(options: BaseOptions): Promise<Outcome<Engine>> {
  const { log, places } = options;
  const clock = systemClock;
  const lifecycle = new Lifecycle(clock, (part) => log.error({ part }, 'did not stop in time'));
  const base = await openBase(options, lifecycle, clock, { startVision: true });
  if (!base.ok) return base;
  const { stationStore, vision, speech, services: common } = base.value;

  const { launcher, limits, outputPace } = options;
  const outputs = openOutputs({
    services: common,
    clock,
    launcher,
    limits,
    pace: outputPace,
    lines: () => lines,
    feed: () => feed,
    log,
  });
  // Stopped after the lines: what they say last is told.
  const telling = await lifecycle.start({
    name: 'outputs',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.outputs,
    start: () => outputs.desk.open(),
    stop: () => outputs.close(),
  });
  if (!telling.ok) return telling;
  const feed = createFrameFeed(() => lines.viewersChanged());
  const lines = openLines({
    clock,
    random: Math.random,
    vision,
    stationStore,
    models: common.models,
    recipes: common.recipes,
    confidence: common.confidence,
    samples: common.samples,
    observer: {
      seen: (row, picture) => common.monitor.seen(row, picture),
      judged: (inspection, telling) => {
        outputs.judged(inspection, telling);
        common.monitor.judged(inspection);
      },
    },
    feed,
    log,
  });
  const started = await lifecycle.start({
    name: 'line',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.line,
    start: async () => {
      common.monitor.start({ health: common.health.live, lines: lines.live, newest: lines.newest });
      return succeed(startRetention(common, log));
    },
    stop: async (retention) => {
      retention.stop();
      await lines.close();
    },
  });
  if (!started.ok) return started;
  const batches = openBatches(common, lines, clock, log);
  const batching = await lifecycle.start({
    name: 'batches',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.batches,
    start: () => batches.open(),
    stop: () => batches.close(),
  });
  if (!batching.ok) return batching;
  const { models, samples, monitor: observer } = common;
  const listening = openListening({ clock, random: Math.random, speech, stationStore, models, samples, observer, log });
  const hearing = await lifecycle.start({
    name: 'listening',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.listening,
    start: async () => succeed(null),
    stop: () => listening.close(),
  });
  if (!hearing.ok) return hearing;
  const teach = openTeach(options, { ...common, lines });
  const teaching = await lifecycle.start({
    name: 'teaching',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.teaching,
    start: () => teach.open(),
    stop: () => teach.close(),
  });
  if (!teaching.ok) return teaching;
  const syncing = await lifecycle.start({
    name: 'sync',
    startDeadlineMs: engineStart.sync,
    stopDeadlineMs: engineStop.sync,
    start: async () => {
      const noted = await notePeopleModels(common);
      if (noted.ok) return common.sync.start();
      // Nothing is sent where nobody can tell whom it shows; the rest of the station goes on.
      common.health.say('sync', 'degraded', noted.failure.message);
      return succeed(null);
    },
    stop: () => common.sync.desk.stop(),
  });
  if (!syncing.ok) return syncing;
  // Read before anybody can call: what is stopped at once must have been begun.
  const { running, stopped } = await common.settings.get('lines');
  await restLines(lines, running, stopped, common, log);
  resume(lines, running, log);
  // From here on a PLC may switch them: before, a line would have been started as if there were no others.
  outputs.follow(lines.live);
  void listenAgain(listening, common, log);
  log.info({ version: places.version, host: options.host }, 'the station runs');

  let invite: ((role: Role) => Invitation) | undefined;
  const services: Services = { ...common, outputs, lines, batches, listening, teach, invite: () => invite };
  return succeed({
    router: stationRouter(services),
    ledger: createLedger(services.store, clock, log),
    frames: feed,
    lines,
    services,
    visionPid: () => vision.supervisor.pid,
    speechPid: () => speech.supervisor.pid,
    outputsPid: () => outputs.pid(),
    inviteWith: (make) => {
      invite = make;
    },
    close: () => lifecycle.stop(),
  });
}

/** The capabilities without a running line: for one command, that starts a worker only where it needs one. */
export async function openWithoutLine(options: BaseOptions): Promise<Outcome<StationDoors & Pick<Engine, 'close'>>> {
  const { log } = options;
  const clock = systemClock;
  const lifecycle = new Lifecycle(clock, (part) => log.error({ part }, 'did not stop in time'));
  const base = await openBase(options, lifecycle, clock, { startVision: false });
  if (!base.ok) return base;
  const { launcher, limits } = options;
  const parts = {
    services: base.value.services,
    clock,
    launcher,
    limits,
    log,
    lines: () => undefined,
    feed: () => createFrameFeed(),
  };
  const outputs = await lifecycle.start({
    name: 'outputs',
    startDeadlineMs: 5_000,
    stopDeadlineMs: engineStop.outputs,
    start: async () => succeed(openOutputs(parts)),
    stop: (opened) => opened.close(),
  });
  if (!outputs.ok) return outputs;
  const services: Services = {
    ...base.value.services,
    outputs: outputs.value,
    lines: undefined,
    batches: undefined,
    listening: undefined,
    teach: undefined,
    invite: () => undefined,
  };
  return succeed({
    router: stationRouter(services),
    ledger: createLedger(services.store, clock, log),
    frames: createFrameFeed(),
    close: () => lifecycle.stop(),
  });
}

/** Whoever is told by a recipe goes on missing its line until that looks: a restart of the station takes no line out of a recipe. */
async function restLines(
  lines: Lines,
  running: readonly LineWish[],
  stopped: readonly LineWish[],
  { recipes }: Pick<Services, 'recipes'>,
  log: Log,
): Promise<void> {
  for (const { recipe } of running) {
    const own = recipe === undefined ? undefined : await recipes.get(recipe.id, recipe.version);
    if (own?.ok === false) log.warn({ part: 'line', code: own.failure.code }, own.failure.message);
    if (own?.ok !== true) continue;
    lines.rest(own.value);
    const newest = await recipes.get(own.value.id);
    if (newest.ok) lines.recipeChanged(newest.value.id, newest.value.body);
  }
  for (const { sourceId, recipe } of stopped) {
    const newest = recipe === undefined ? undefined : await recipes.toStart(recipe.id);
    if (newest?.ok === false) log.warn({ part: 'line', code: newest.failure.code }, newest.failure.message);
    if (newest?.ok !== true) continue;
    const { body } = newest.value;
    if (body.sourceId === sourceId && body.outputs.length > 0) lines.rest(newest.value);
  }
}

/** The lines go on with what they were doing when the station was last stopped; on its first start, with the demo line. */
function resume(lines: Lines, wishes: readonly LineWish[], log: Log): void {
  for (const wish of wishes) {
    void lines.start(wish, true).then((outcome) => {
      if (!outcome.ok) log.warn({ part: 'line', code: outcome.failure.code }, outcome.failure.message);
    });
  }
}

/** Listening goes on where it was stopped with the station, and never begins by itself. */
async function listenAgain(listening: Listening, { settings }: Pick<Services, 'settings'>, log: Log): Promise<void> {
  const { running, sourceId, model } = await settings.get('listen');
  if (!running || sourceId === null) return;
  const outcome = await listening.start({ sourceId, model }, true);
  if (!outcome.ok) log.warn({ part: 'listen', code: outcome.failure.code }, outcome.failure.message);
}

function startRetention(
  { clock, store, settings }: Omit<Services, 'outputs' | 'lines' | 'batches' | 'listening' | 'teach' | 'invite'>,
  log: Log,
): Retention {
  return new Retention({
    clock,
    firstAfterMs: minuteMs,
    everyMs: 60 * minuteMs,
    keepDays: () => settings.get('keepPredictionsDays'),
    forget: (step) => store.call('predictions.forget', step, { deadlineMs: minuteMs }),
    done: (deleted) => log.info({ part: 'store', deleted }, 'old predictions were forgotten'),
  });
}
