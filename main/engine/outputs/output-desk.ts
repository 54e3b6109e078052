import { join } from 'node:path';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Output, OutputDraft, OutputSecrets, OutputState, OutputTest } from '../../../preload/contract/outputs.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { type Failure, fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { OutputOrder, OutputPace } from '../../domain/outputs/output-job.ts';
import type { Store } from '../../store/store.ts';
import type { OutputEvents } from '../../workers/outputs-protocol.ts';
import type { Told } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { LiveValue } from '../doors/live-value.ts';
import type { HealthBoard } from '../health-board.ts';
import type { LineTelling, ToldLine } from '../line/line-plan.ts';
import { Pulse } from '../line/pulse.ts';
import { Turns } from '../line/turns.ts';
import type { SettingsDesk } from '../settings.ts';
import type { AskOutputs } from '../workers/worker-link.ts';
import type { Backlog } from './backlog.ts';
import { hears, type LineRoutes } from './line-routes.ts';
import type { OutputShelf, ShelvedOutput } from './output-shelf.ts';
import type { PartPictures } from './part-pictures.ts';
import { PlcCodes } from './plc-codes.ts';
import type { SwitchByCode } from './switch-by-code.ts';
import { ToldOutput } from './told-output.ts';

export interface OutputDeskOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'call'>;
  readonly settings: Pick<SettingsDesk, 'get' | 'set'>;
  readonly shelf: OutputShelf;
  readonly backlog: Backlog;
  readonly routes: LineRoutes;
  readonly pictures: PartPictures;
  readonly ask: AskOutputs;
  /** The worker is needed from here on; it is started once. */
  readonly wake: () => Promise<unknown>;
  readonly health: Pick<HealthBoard, 'say'>;
  readonly station: string;
  readonly dataFolder: string;
  readonly pace: OutputPace;
  readonly trigger: (sourceId: SourceId, part: { part: null; deadlineMs: number }) => Promise<Outcome<Inspection>>;
  /** A PLC asks for another recipe. */
  readonly switchTo: SwitchByCode;
  readonly lines: () => readonly ToldLine[];
  readonly warn: (failure: Failure) => void;
}

const configureDeadlineMs = 5_000;
const testDeadlineMs = 70_000;

/** Tells the line: hears of every part and of every line's trouble, and hands them on to whoever is to be told. */
export class OutputDesk {
  readonly live = new LiveValue<readonly OutputState[]>([]);
  readonly #options: OutputDeskOptions;
  readonly #turns = new Turns();
  readonly #pulse: Pulse;
  readonly #order: OutputOrder;
  readonly #told = new Map<string, ToldOutput>();
  readonly #troubles = new Map<string, string>();
  readonly #codes: PlcCodes;
  #shelved: readonly ShelvedOutput[] = [];
  #isOpen = false;

  constructor(options: OutputDeskOptions) {
    this.#options = options;
    const { clock, station, dataFolder, pace, switchTo, settings, lines, ask, warn } = options;
    this.#order = { station, folder: join(dataFolder, 'outputs'), pace };
    this.#pulse = new Pulse({ clock, leastMs: 100, mostMs: 60_000, beat: () => this.live.set(this.states()) });
    this.#codes = new PlcCodes({
      switchTo,
      settings,
      lines,
      moved: () => this.linesChanged(),
      say: (output, trouble) => void ask('switched', { output, trouble }, configureDeadlineMs),
      warn,
    });
  }

  /** From here on outputs are reached; a command without a station only sets them and tries them. */
  open(): Promise<Outcome<null>> {
    this.#isOpen = true;
    return this.#turns.take(() => this.#reload());
  }

  async close(): Promise<void> {
    for (const told of this.#told.values()) told.stop();
    this.#options.pictures.watch(new Set());
    this.#pulse.stop();
  }

  list(): Promise<Outcome<readonly Output[]>> {
    return this.#options.shelf.list();
  }

  save(draft: OutputDraft, secrets: OutputSecrets): Promise<Outcome<Output>> {
    return this.#turns.take(async () => {
      const saved = await this.#options.shelf.save(draft, secrets);
      if (!saved.ok) return saved;
      const reloaded = await this.#reload();
      return reloaded.ok ? saved : reloaded;
    });
  }

  remove(id: string): Promise<Outcome<{ id: string }>> {
    return this.#turns.take(async () => {
      const removed = await this.#options.shelf.remove(id);
      if (!removed.ok) return removed;
      await this.#codes.forget(id);
      const reloaded = await this.#reload();
      return reloaded.ok ? removed : reloaded;
    });
  }

  async test(id: string): Promise<Outcome<OutputTest>> {
    const { shelf, ask, wake } = this.#options;
    const opened = await shelf.open();
    if (!opened.ok) return opened;
    const found = opened.value.find(({ output }) => output.id === id);
    if (found === undefined) return noSuchOutput(id);
    if (found.trouble !== '') return cannotOpen(found);
    await wake();
    return ask('test', { order: this.#order, job: found.job }, testDeadlineMs);
  }

  async read(): Promise<Outcome<readonly OutputState[]>> {
    if (this.#isOpen) return succeed(this.states());
    const opened = await this.#options.shelf.open();
    return opened.ok ? succeed(opened.value.map(resting)) : opened;
  }

  states(): readonly OutputState[] {
    return this.#shelved.map((shelved) => {
      const { output } = shelved;
      const told = this.#told.get(output.id);
      return told?.read(this.#options.routes.linesOf(output)) ?? resting(shelved);
    });
  }

  /** A part was judged. Whoever judged it waits for nobody here. */
  judged(inspection: Inspection, telling: LineTelling): void {
    for (const told of this.#told.values()) if (hears(told.output, telling)) told.judged(inspection);
  }

  linesChanged(): void {
    const { routes, lines } = this.#options;
    routes.update(lines());
    for (const { output } of this.#told.values()) this.#sayTrouble(output);
    this.#codes.linesChanged();
    this.#watchPictures();
    this.#pulse.changed();
  }

  workerReady(): void {
    void this.#turns.take(() => this.#configure());
  }

  workerLost(): void {
    for (const told of this.#told.values()) told.workerLost();
    this.#troubles.clear();
    this.#pulse.now();
  }

  heard(told: Told): void {
    const event = told.event as keyof OutputEvents;
    switch (event) {
      case 'news':
        this.#news(told.value as OutputEvents['news']);
        break;
      case 'trigger': {
        const { output, turn } = told.value as OutputEvents['trigger'];
        const one = this.#told.get(output);
        void one?.triggered(turn, this.#options.routes.neededBy(one.output));
        break;
      }
      case 'code':
        void this.#codes.heard(told.value as OutputEvents['code']);
        break;
      default:
        assertNever(event);
    }
  }

  async #reload(): Promise<Outcome<null>> {
    if (!this.#isOpen) return succeed(null);
    const { shelf, store, wake, health } = this.#options;
    const [opened, counted] = await Promise.all([shelf.open(), store.call('signals.count', null)]);
    if (!opened.ok) return opened;
    if (!counted.ok) return counted;
    for (const { output } of this.#shelved) {
      if (!opened.value.some((now) => now.output.id === output.id)) health.say(partOf(output), 'stopped', '');
    }
    this.#shelved = opened.value;
    for (const told of this.#told.values()) told.stop();
    const before = new Map(this.#told);
    this.#told.clear();
    for (const { output, trouble } of opened.value.filter((one) => one.output.enabled && one.trouble === '')) {
      const told = this.#open(output, before.get(output.id));
      const { waiting = 0, dropped = 0 } = counted.value.find(({ outputId }) => outputId === output.id) ?? {};
      Object.assign(told.figures, { waiting, dropped });
      this.#told.set(output.id, told);
      told.drain();
      if (trouble !== '') health.say(partOf(output), 'degraded', trouble);
    }
    this.#sayResting();
    // Nobody waits for it: it is told all as soon as it answers.
    if (this.#told.size > 0) void wake();
    await this.#configure();
    this.#watchPictures();
    this.#pulse.now();
    return succeed(null);
  }

  #open(output: Output, before: ToldOutput | undefined): ToldOutput {
    const { station, clock, ask, backlog, trigger, pictures, routes, lines } = this.#options;
    return new ToldOutput({
      output,
      station,
      clock,
      ask,
      backlog,
      before,
      picture: (inspection) => pictures.of(inspection),
      trigger: (sourceId, deadlineMs) => trigger(sourceId, { part: null, deadlineMs }),
      trouble: () => {
        // As they are at this moment: of a line that has just been started nobody was told yet.
        routes.update(lines());
        return routes.troubleOf(output);
      },
      changed: () => this.#pulse.changed(),
    });
  }

  #sayResting(): void {
    for (const { output, trouble } of this.#shelved) {
      if (this.#told.has(output.id)) continue;
      if (output.enabled) this.#options.health.say(partOf(output), 'degraded', trouble);
      else this.#options.health.say(partOf(output), 'stopped', '');
    }
  }

  /** To a worker that is not there there is nothing to say: it is told all when it is. */
  async #configure(): Promise<void> {
    const jobs = this.#shelved.filter(({ output }) => this.#told.has(output.id)).map(({ job }) => job);
    const configured = await this.#options.ask('configure', { order: this.#order, jobs }, configureDeadlineMs);
    this.#troubles.clear();
    if (configured.ok) for (const { output } of this.#told.values()) this.#sayTrouble(output);
    else if (configured.failure.code !== 'worker_exited') this.#options.warn(configured.failure);
  }

  #watchPictures(): void {
    const { pictures, routes } = this.#options;
    const wanted = [...this.#told.values()].flatMap(({ output }) => {
      const { settings } = output;
      return settings.kind === 'folder' && settings.pictures ? routes.linesOf(output) : [];
    });
    pictures.watch(new Set(wanted));
  }

  #sayTrouble(output: Output): void {
    const trouble = this.#options.routes.troubleOf(output);
    if (this.#troubles.get(output.id) === trouble) return;
    this.#troubles.set(output.id, trouble);
    void this.#options.ask('line', { output: output.id, trouble }, configureDeadlineMs);
  }

  #news(news: OutputEvents['news']): void {
    const told = this.#told.get(news.output);
    if (told === undefined) return;
    told.news(news);
    const { health } = this.#options;
    if (news.state === 'connected') health.say(partOf(told.output), 'ready', '');
    else if (news.state === 'away') health.say(partOf(told.output), 'degraded', news.note);
    this.#pulse.changed();
  }
}

const partOf = ({ id }: Output): string => `output ${id}`;

const resting = ({ output: { id }, trouble }: ShelvedOutput): OutputState => ({
  id,
  state: 'off',
  note: trouble,
  nextTryAt: null,
  lastToldAt: null,
  signalMs: null,
  told: 0,
  failed: 0,
  waiting: 0,
  dropped: 0,
  skipped: 0,
  lines: [],
  step: null,
  bits: null,
});

const noSuchOutput = (id: string): Outcome<never> =>
  fail('not_found', {
    thing: 'Output',
    expected: 'the id of a known output',
    received: id,
    remedy: 'List the outputs and use one of their ids.',
  });

const cannotOpen = ({ output, trouble }: ShelvedOutput): Outcome<never> =>
  fail('wrong_state', {
    thing: `The output ${output.name}`,
    expected: 'one whose secrets can be read',
    received: 'secrets that are encrypted with a file that is gone',
    remedy: trouble,
  });
