import { fail } from '../../main/domain/outcome.ts';
import type { Act, CallContext, Caller } from '../../main/engine/doors/caller.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { StationRouter } from '../../main/engine/doors/station-doors.ts';
import type { Role } from '../../preload/contract/capability.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { Recipe } from '../../preload/contract/recipes.ts';
import type { ProbeReport, Source } from '../../preload/contract/sources.ts';
import type { StationHealth } from '../../preload/contract/station.ts';
import { fixtureAlerts } from './fixture-alerts.ts';
import { fixtureBatches } from './fixture-batches.ts';
import { fixtureCameras } from './fixture-cameras.ts';
import { fixtureConfidence } from './fixture-confidence.ts';
import { FixtureFeeds } from './fixture-feeds.ts';
import { fixtureLabels } from './fixture-labels.ts';
import { FixtureLines } from './fixture-lines.ts';
import { fixtureListen } from './fixture-listen.ts';
import { fixtureModels } from './fixture-models.ts';
import { fixtureMonitor } from './fixture-monitor.ts';
import { fixtureOutputs } from './fixture-outputs.ts';
import { fixturePeople } from './fixture-people.ts';
import { fixtureInspection, fixturePrediction, scan } from './fixture-predictions.ts';
import { fixtureRecipes } from './fixture-recipes.ts';
import { fixtureShift } from './fixture-shift.ts';
import { fixtureSync } from './fixture-sync.ts';
import { fixtureTeach } from './fixture-teach.ts';

const startedAt = 1_767_600_000_000;
const probe: ProbeReport = { width: 640, height: 640, fps: 15, format: 'gray8', firstFrameMs: 57 };
const builtIn: Source = {
  id: 'demo',
  name: 'Demo line',
  settings: { kind: 'demo', seed: 1, fps: 15, defectsPerBoard: 0.5, lightingDrift: 0, blurDrift: 0 },
  builtIn: true,
  addedAt: startedAt,
};
const healthy: StationHealth = {
  state: 'ready',
  parts: ['store', 'vision'].map((part) => ({ part, state: 'ready', note: '', restarts: 0, since: startedAt })),
};

export interface FixtureOptions {
  /** Rows of history; they are computed, so a million costs nothing. */
  readonly rows?: number;
  readonly invite?: (role: Role) => { link: string; role: Role; expiresAt: number };
}

/** A station in memory that keeps the whole contract: for tests of the doors and for work on the screens. */
export function createFixtureStation({ rows = 50_000, invite }: FixtureOptions = {}) {
  const sources = new Map<string, Source>([[builtIn.id, builtIn]]);
  const lines = new FixtureLines();
  const line = lines.first;
  const feeds = new FixtureFeeds();
  const { labels, sampling, queue } = fixtureLabels();
  const { batch, batches } = fixtureBatches();
  const { confidence, reviewing } = fixtureConfidence();
  const { listen, listening } = fixtureListen();
  const { outputs, telling } = fixtureOutputs(feeds);
  const { teach, teaching } = fixtureTeach();
  const inspectBy = ({ id, version, name: called, body }: Recipe): LineState =>
    lines.start(body.sourceId, body.models[0], {
      recipe: { id, version, name: called },
      inputSizes: body.inputSizes,
      zones: body.zones.map((zone, index) => ({
        name: zone.name,
        now: index + 1,
        staysMs: [2_400],
        longestMs: 7_900,
        entered: 31,
      })),
      lines: body.lines.map((crossed) => ({ name: crossed.name, in: 128, out: 3 })),
    });
  const { recipes, shelf } = fixtureRecipes(sources, inspectBy);
  const health = new LiveValue<StationHealth>(healthy);
  const acts: Act[] = [];
  const bugs: { readonly error: unknown; readonly act: string }[] = [];
  let name = 'Line 3';

  const noSource = (id: string) =>
    fail('not_found', {
      thing: 'id',
      expected: 'a source of this station',
      received: `"${id}"`,
      remedy: 'See the list of sources.',
    });

  const router: StationRouter = procedures.router({
    access: {
      invite: procedures.access.invite.handler(
        ({ input }) =>
          invite?.(input.role) ?? {
            link: 'http://127.0.0.1:7420/enter?token=fixture',
            role: input.role,
            expiresAt: startedAt,
          },
      ),
    },
    alerts: fixtureAlerts(),
    batch,
    audit: {
      list: procedures.audit.list.handler(({ input }) => ({
        rows: acts
          .map((act, index) => ({ id: index + 1, at: startedAt + index, ...act }))
          .filter(({ id }) => id < (input.before ?? Number.POSITIVE_INFINITY))
          .toReversed()
          .slice(0, input.limit),
        intact: true,
      })),
    },
    confidence,
    inspections: {
      start: procedures.inspections.start.handler(({ input }) => {
        const { sourceId = '', model, recipe, inputSize } = input;
        if (recipe !== undefined) return inspectBy(shelf.newest(recipe));
        if (!sources.has(sourceId)) return valueOr(noSource(sourceId));
        return lines.start(sourceId, model, inputSize === undefined ? {} : { inputSizes: { [model]: inputSize } });
      }),
      stop: procedures.inspections.stop.handler(({ input }) => lines.stop(input.sourceId)),
      state: procedures.inspections.state.handler(({ input }) => lines.read(input.sourceId)),
      watch: procedures.inspections.watch.handler(({ input, signal }) => lines.watch(input.sourceId, signal)),
      lines: procedures.inspections.lines.handler(() => lines.all()),
      watchLines: procedures.inspections.watchLines.handler(async function* ({ signal }) {
        for await (const states of lines.live.watch(signal)) yield [...states];
      }),
      trigger: procedures.inspections.trigger.handler(() => ({
        pass: true,
        reason: '',
        inspection: fixtureInspection(1),
      })),
      list: procedures.inspections.list.handler(({ input }) => {
        const newest = Math.min(input.before ?? Number.POSITIVE_INFINITY, Math.floor(rows / 12) + 1) - 1;
        const page = Array.from({ length: Math.min(input.limit, Math.max(0, newest)) }, (_, index) =>
          fixtureInspection(newest - index),
        );
        const last = page.at(-1)?.id ?? 0;
        return {
          rows: page.filter(({ verdict }) => verdict === (input.verdict ?? verdict)),
          next: last > 1 ? last : null,
        };
      }),
      override: procedures.inspections.override.handler(({ input, context }) => ({
        inspection: {
          ...fixtureInspection(input.id),
          override: { verdict: input.verdict, reason: input.reason, by: context.caller.role, at: startedAt },
        },
        kept: false,
      })),
    },
    labels,
    listen,
    models: fixtureModels(),
    monitor: fixtureMonitor(),
    outputs,
    people: fixturePeople(),
    predictions: {
      page: procedures.predictions.page.handler(({ input }) => {
        const found =
          input.after === undefined
            ? scan(input, Math.min(input.before ?? rows + 1, rows + 1) - 1, -1, input.limit, rows)
            : scan(input, input.after + 1, 1, input.limit, rows).toReversed();
        return { rows: found, newest: found[0]?.id ?? null, oldest: found.at(-1)?.id ?? null };
      }),
      outline: procedures.predictions.outline.handler(({ input }) => {
        const found = scan(input, rows, -1, rows, rows).map(({ id }) => id);
        const step = Math.max(1, Math.ceil(found.length / 200));
        return { total: found.length, step, marks: found.filter((_, index) => index % step === 0) };
      }),
      get: procedures.predictions.get.handler(({ input }) => {
        if (input.id >= 1 && input.id <= rows) return fixturePrediction(input.id);
        const expected = `a prediction between 1 and ${rows}`;
        return valueOr(
          fail('not_found', { thing: 'id', expected, received: String(input.id), remedy: 'Reload the history.' }),
        );
      }),
    },
    recipes,
    sampling,
    shift: fixtureShift(),
    sources: {
      list: procedures.sources.list.handler(() => [...sources.values()]),
      devices: procedures.sources.devices.handler(() => [...fixtureCameras]),
      probe: procedures.sources.probe.handler(() => probe),
      add: procedures.sources.add.handler(({ input }) => {
        if (sources.has(input.id)) {
          return valueOr(
            fail('already_exists', {
              thing: 'id',
              expected: 'a new source id',
              received: `"${input.id}"`,
              remedy: 'Choose another id.',
            }),
          );
        }
        const source: Source = { ...input, builtIn: false, addedAt: startedAt };
        sources.set(source.id, source);
        return { source, probe };
      }),
      remove: procedures.sources.remove.handler(({ input }) => {
        if (input.id === builtIn.id) {
          return valueOr(
            fail('wrong_state', {
              thing: 'id',
              expected: 'a source that was added',
              received: '"demo"',
              remedy: 'Keep the demo line.',
            }),
          );
        }
        return sources.delete(input.id) ? { id: input.id } : valueOr(noSource(input.id));
      }),
    },
    station: {
      get: procedures.station.get.handler(({ context }) => ({
        id: 'b7c1d2e3',
        name,
        version: '0.1.0',
        host: 'browser',
        startedAt,
        dataFolder: '/var/lib/caracal',
        role: context.caller.role,
        rows: { predictions: rows, inspections: Math.floor(rows / 12), outbox: 0 },
        disk: { freeBytes: 48_000_000_000, usedBytes: 1_200_000_000 },
      })),
      health: procedures.station.health.handler(() => health.get()),
      watch: procedures.station.watch.handler(({ signal }) => health.watch(signal)),
      connections: procedures.station.connections.handler(() => []),
      rename: procedures.station.rename.handler(({ input }) => {
        name = input.name;
        return { name };
      }),
    },
    sync: fixtureSync(feeds),
    teach,
  });

  const context = (caller: Caller): CallContext => ({ caller, ledger });
  const ledger = {
    recordAct: (act: Act): void => void acts.push(act),
    reportBug: (error: unknown, act: string): void => void bugs.push({ error, act }),
  };
  return {
    router,
    ledger,
    context,
    line,
    lines,
    feeds,
    queue,
    batches,
    shelf,
    reviewing,
    listening,
    telling,
    teaching,
    health,
    acts,
    bugs,
    close: (): void => void lines.close(),
  };
}

export type FixtureStation = ReturnType<typeof createFixtureStation>;
