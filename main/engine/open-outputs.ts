import type { Inspection } from '../../preload/contract/inspections.ts';
import { looksAtPeople } from '../../preload/contract/model-tasks.ts';
import { type OutputPace, usualOutputPace } from '../domain/outputs/output-job.ts';
import type { OutputVerbs } from '../workers/outputs-protocol.ts';
import type { Clock } from './clock.ts';
import type { FrameFeed } from './doors/frame-feed.ts';
import { noLine, startLine } from './handlers/start-line.ts';
import type { LineTelling } from './line/line-plan.ts';
import type { Lines } from './line/lines.ts';
import type { Log } from './log.ts';
import { Backlog, usualBacklog } from './outputs/backlog.ts';
import { LineRoutes } from './outputs/line-routes.ts';
import { OutputDesk } from './outputs/output-desk.ts';
import { OutputShelf } from './outputs/output-shelf.ts';
import { PartPictures } from './outputs/part-pictures.ts';
import { SealedSecrets } from './outputs/sealed-secrets.ts';
import { switchByCode } from './outputs/switch-by-code.ts';
import type { Services } from './services.ts';
import type { WorkerLauncher } from './workers/launcher.ts';
import { Supervisor, type SupervisorLimits, usualLimits } from './workers/supervisor.ts';
import { askWorker } from './workers/worker-link.ts';

export interface OpenOutputsOptions {
  readonly services: Pick<Services, 'store' | 'recipes' | 'models' | 'settings' | 'health' | 'about'>;
  readonly clock: Clock;
  readonly launcher: WorkerLauncher;
  readonly limits?: SupervisorLimits | undefined;
  readonly pace?: OutputPace | undefined;
  readonly lines: () => Lines | undefined;
  readonly feed: () => FrameFeed;
  readonly log: Log;
}

export interface Outputs {
  readonly desk: OutputDesk;
  readonly pid: () => number | undefined;
  judged(inspection: Inspection, telling: LineTelling): void;
  /** From here on the lines' troubles are told. */
  follow(lines: { watch(signal: AbortSignal): AsyncGenerator<unknown> }): void;
  close(): Promise<void>;
}

/** Sixteen outputs, each with a handful of signals under way. */
const mostInFlight = 256;

/** What tells the line: a worker that is there as soon as there is an output, and the desk that hands it every verdict. */
export function openOutputs(options: OpenOutputsOptions): Outputs {
  const { services, clock, launcher, limits = usualLimits, pace = usualOutputPace, lines, feed, log } = options;
  const { store, recipes, settings, health, about } = services;
  const supervisor = new Supervisor({
    part: 'outputs worker',
    kind: 'outputs',
    launcher,
    clock,
    random: Math.random,
    limits: { ...limits, maxInFlight: mostInFlight },
    onHealth: (told) => health.put(told),
  });
  const desk: OutputDesk = new OutputDesk({
    clock,
    store,
    settings,
    shelf: new OutputShelf(store, new SealedSecrets(about.dataFolder), clock),
    backlog: new Backlog({ store, clock, ...usualBacklog }),
    routes: new LineRoutes(),
    pictures: new PartPictures({ feed, mayKeep: (inspection) => mayKeepPicture(services, inspection) }),
    ask: askWorker<OutputVerbs>(supervisor),
    wake: () => supervisor.start(),
    health,
    station: about.id,
    dataFolder: about.dataFolder,
    pace,
    trigger: async (sourceId, part) => (await lines()?.trigger(sourceId, part)) ?? noLine,
    switchTo: switchByCode({
      store,
      clock,
      recipes,
      settings,
      start: (wish) => startLine({ lines: lines(), settings }, wish),
    }),
    lines: () => lines()?.telling() ?? [],
    warn: ({ code, message }) => log.warn({ part: 'outputs', code }, message),
  });
  supervisor.listen({
    told: (told) => desk.heard(told),
    ready: () => desk.workerReady(),
    lost: () => desk.workerLost(),
  });
  const left = new AbortController();
  return {
    desk,
    pid: () => supervisor.pid,
    judged: (inspection, telling) => desk.judged(inspection, telling),
    follow: async (followed) => {
      for await (const _ of followed.watch(left.signal)) desk.linesChanged();
    },
    close: async () => {
      left.abort();
      await desk.close();
      await supervisor.stop();
    },
  };
}

/** A picture beside a verdict is a copy like any other: one of people is made only where they agreed. */
async function mayKeepPicture(
  { store, recipes, models }: OpenOutputsOptions['services'],
  { recipe, model }: Inspection,
): Promise<boolean> {
  const kept = recipe === undefined ? undefined : await recipes.get(recipe.id, recipe.version);
  if (kept?.ok === false) return false;
  const names = kept === undefined ? [model.name] : kept.value.body.models;
  const cards = await Promise.all(names.map((name) => models.findForPictures(name)));
  // Who cannot be asked counts as one that looks at people.
  if (cards.every((found) => found.ok && !looksAtPeople(found.value.card))) return true;
  const agreed = await store.call('people.mayKeep', null);
  return agreed.ok && agreed.value;
}
