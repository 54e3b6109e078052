import { isPictureCard } from '../../../preload/contract/model-card.ts';
import { looksAtPeople } from '../../../preload/contract/model-tasks.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { isPictureSource } from '../../../preload/contract/sources.ts';
import { fewestGood, mostGood, type TeachState } from '../../../preload/contract/teach.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type Failure, type Outcome, succeed } from '../../domain/outcome.ts';
import type { VisionVerbs } from '../../workers/protocol.ts';
import type { TeachBuilt, TeachPicture } from '../../workers/teach-protocol.ts';
import { LiveValue } from '../doors/live-value.ts';
import { Turns } from '../line/turns.ts';
import { Builder } from './builder.ts';
import type { KeptDraft, KeptPicture } from './draft-folder.ts';
import { PartTaker } from './part-taker.ts';
import * as refuse from './refusals.ts';
import { resultOf, taughtCard } from './taught-card.ts';
import type { BeginWish, TeachDeskOptions } from './teach-parts.ts';
import { TeachRun } from './teach-run.ts';

/** One frame of the line, and whether one of the models that looked at it looks at people. */
type Taken = VisionVerbs['grab']['output'] & { readonly ofPeople: boolean };

const grabDeadlineMs = 15_000;
/** A part may be long in coming; the line itself says when it stalls. */
const partDeadlineMs = 120_000;
const adoptDeadlineMs = 120_000;
const firstVersion = '1.0.0';

/** Teaching from good parts: what was taken, what is being built of it, and what becomes a model. One at a time. */
export class TeachDesk {
  readonly live: LiveValue<TeachState>;
  readonly #options: TeachDeskOptions;
  readonly #turns = new Turns();
  readonly #taker: PartTaker<Taken>;
  readonly #builder: Builder;
  #draft: KeptDraft | null = null;
  #note = '';

  constructor(options: TeachDeskOptions) {
    this.#options = options;
    this.#taker = new PartTaker({
      clock: options.clock,
      grab: () => this.#grab('part'),
      // Others may ask for something while a part is waited for.
      keep: (taken) => this.#turns.take(() => this.#take(taken)),
      changed: () => this.#tell(),
      broke: (failure) => this.#say(failure.message),
    });
    const { launcher, clock } = options;
    this.#builder = new Builder({ launcher, clock, changed: () => this.#tell() });
    this.live = new LiveValue(this.read());
  }

  /** What was begun before the station was last stopped goes on. */
  async open(): Promise<Outcome<null>> {
    this.#draft = await this.#options.folder.read();
    this.#tell();
    return succeed(null);
  }

  async close(): Promise<void> {
    this.#builder.stop();
    this.#taker.stop();
  }

  /** The process that is building; a test ends it. */
  get builderPid(): number | undefined {
    return this.#builder.pid;
  }

  read(): TeachState {
    const draft = this.#draft;
    const { state, note } = { state: this.#state(), note: this.#note };
    if (draft === null) return { draft: null, state, toTake: 0, progress: null, note, result: null };
    const { name, sourceId, backbone, startedAt, built } = draft;
    const pictures = draft.pictures.map(({ file, ...picture }) => picture);
    return {
      draft: { name, sourceId, backbone, startedAt, pictures },
      state,
      toTake: this.#taker.left,
      progress: this.#builder.progress,
      note,
      result: built === null ? null : resultOf(built),
    };
  }

  begin({ name, sourceId, backbone }: BeginWish): Promise<Outcome<TeachState>> {
    return this.#turns.take(async () => {
      if (this.#draft !== null) return refuse.alreadyBegun(this.#draft.name);
      const taken = await this.#options.models.find(name);
      if (taken.ok && taken.value.card.task !== 'find-unusual') return refuse.nameTaken(name);
      const found = await this.#options.models.find(backbone);
      if (!found.ok) return found;
      const { card } = found.value;
      if (!isPictureCard(card) || card.features === undefined) return refuse.noFeatures(backbone);
      const source = sourceId === undefined ? undefined : await this.#options.findSource(sourceId);
      if (source?.ok === false) return source;
      if (source !== undefined && !isPictureSource(source.value)) return refuse.noSource();
      const startedAt = this.#options.clock.wallMs();
      const begun = { name, sourceId: sourceId ?? null, backbone, startedAt };
      const cleared = await this.#options.folder.remove();
      if (!cleared.ok) return cleared;
      return this.#keep({ ...begun, pictures: [], ofPeople: false, built: null });
    });
  }

  take(parts: number | undefined): Promise<Outcome<TeachState>> {
    return this.#turns.take(async () => {
      if (parts === undefined) {
        const grabbed = await this.#grab('frame');
        const taken = grabbed.ok ? await this.#take(grabbed.value) : grabbed;
        return taken.ok ? succeed(this.read()) : taken;
      }
      const ready = await this.#mayTake();
      if (!ready.ok) return ready;
      this.#say('');
      this.#taker.start(Math.min(parts, mostGood - ready.value.draft.pictures.length));
      return succeed(this.#tell());
    });
  }

  stopTaking(): TeachState {
    this.#taker.stop();
    return this.#tell();
  }

  add(
    folder: string,
  ): Promise<Outcome<{ readonly added: number; readonly skipped: string[]; readonly state: TeachState }>> {
    return this.#turns.take(async () => {
      const draft = this.#collecting();
      if (!draft.ok) return draft;
      const room = mostGood - draft.value.pictures.length;
      if (room <= 0) return refuse.isFull();
      const { launcher, clock, folder: own } = this.#options;
      const run = new TeachRun({ launcher, clock, progress: () => undefined });
      const adopted = await run.ask('adopt', { folder, into: own.path, most: room }, adoptDeadlineMs);
      if (!adopted.ok) return adopted;
      const known = new Set(draft.value.pictures.map(({ id }) => id));
      const takenAt = clock.wallMs();
      const fresh = adopted.value.pictures.filter(({ id }) => !known.has(id));
      const pictures = fresh.map(
        (picture): KeptPicture => ({ ...picture, takenAt, from: 'folder', part: null, leftOut: false }),
      );
      const twice = adopted.value.pictures.length - fresh.length;
      const skipped = [...adopted.value.skipped, ...(twice > 0 ? [`${twice} were there already.`] : [])];
      const kept = await this.#keep({ ...draft.value, pictures: [...draft.value.pictures, ...pictures] });
      return kept.ok ? succeed({ added: pictures.length, skipped, state: kept.value }) : kept;
    });
  }

  async picture(id: string): Promise<Outcome<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly file: string }>> {
    const picture = this.#draft?.pictures.find((known) => known.id === id);
    if (picture === undefined) return refuse.noPicture();
    const read = await this.#options.folder.bytesOf(picture);
    return read.ok ? succeed({ bytes: read.value, file: picture.file }) : read;
  }

  leaveOut(id: string, leftOut: boolean): Promise<Outcome<TeachState>> {
    return this.#turns.take(async () => {
      const draft = this.#collecting();
      if (!draft.ok) return draft;
      if (!draft.value.pictures.some((picture) => picture.id === id)) return refuse.noPicture();
      const pictures = draft.value.pictures.map((picture) => (picture.id === id ? { ...picture, leftOut } : picture));
      return this.#keep({ ...draft.value, pictures });
    });
  }

  /** Begins to build; how it goes on is told by the state. */
  build(): Promise<Outcome<TeachState>> {
    return this.#turns.take(async () => {
      const draft = this.#collecting();
      if (!draft.ok) return draft;
      const { pictures, backbone, ofPeople } = draft.value;
      const good = pictures.filter(({ leftOut }) => !leftOut);
      if (good.length < fewestGood) return refuse.tooFew(good.length);
      if (ofPeople && !(await this.#peopleAgreed())) return refuse.withoutConsent();
      const found = await this.#options.models.find(backbone);
      if (!found.ok) return found;
      const emptied = await this.#options.folder.emptyBuild();
      if (!emptied.ok) return emptied;
      this.#taker.stop();
      const { folder, threads } = this.#options;
      const asked = { backboneFolder: found.value.folder, intoFolder: folder.buildPath, threads };
      this.#note = '';
      const learnt = good.map((picture) => this.#toLearn(picture));
      this.#builder.start({ ...asked, pictures: learnt }, (built) => this.#turns.take(() => this.#built(built)));
      return succeed(this.#tell());
    });
  }

  cancel(): TeachState {
    this.#builder.stop();
    return this.#tell();
  }

  /** Waits for a memory that is still being built. */
  async finish(rate: number | undefined): Promise<Outcome<ModelEntry>> {
    await this.#builder.done;
    return this.#turns.take(async () => {
      const draft = this.#draft;
      if (draft === null) return refuse.nothingBegun();
      if (draft.built === null || this.#builder.isBusy) return refuse.notBuilt();
      const { clock, folder, models } = this.#options;
      const there = await models.find(draft.name);
      const version = there.ok ? raised(there.value.card.version) : firstVersion;
      const fromFolder = draft.pictures.some(({ from, leftOut }) => from === 'folder' && !leftOut);
      const from = [...(draft.sourceId === null ? [] : [draft.sourceId]), ...(fromFolder ? ['a folder'] : [])];
      const about = { name: draft.name, version, at: clock.wallMs(), from, rate };
      const card = taughtCard(draft.built, about);
      if (!card.ok) return card;
      const file = draft.built.file.name;
      const installed = await models.installTaught(card.value, new Map([[file, `${folder.buildPath}/${file}`]]));
      if (!installed.ok) return installed;
      await this.#forget();
      return installed;
    });
  }

  async discard(): Promise<Outcome<TeachState>> {
    this.cancel();
    this.#taker.stop();
    return this.#turns.take(() => this.#forget());
  }

  /** Pictures of people are deleted with all others of them. */
  async forgetPeople(): Promise<void> {
    if (this.#draft?.ofPeople === true) await this.discard();
  }

  #state(): TeachState['state'] {
    if (this.#draft === null) return 'none';
    if (this.#builder.isBusy) return 'building';
    return this.#draft.built === null ? 'collecting' : 'built';
  }

  #collecting(): Outcome<KeptDraft> {
    if (this.#draft === null) return refuse.nothingBegun();
    return this.#builder.isBusy ? refuse.isBuilding() : succeed(this.#draft);
  }

  async #mayTake(): Promise<
    Outcome<{ readonly draft: KeptDraft; readonly sourceId: SourceId; readonly ofPeople: boolean }>
  > {
    const draft = this.#collecting();
    if (!draft.ok) return draft;
    const { sourceId, pictures } = draft.value;
    if (sourceId === null) return refuse.noSource();
    if (pictures.length >= mostGood) return refuse.isFull();
    const looking = this.#options.lookingAt(sourceId);
    if (looking.length === 0) return refuse.lineStands(sourceId);
    const ofPeople = await this.#looksAtPeople(sourceId);
    if (ofPeople && !(await this.#peopleAgreed())) return refuse.withoutConsent();
    return succeed({ draft: draft.value, sourceId, ofPeople });
  }

  async #grab(wish: 'frame' | 'part'): Promise<Outcome<Taken>> {
    const ready = await this.#mayTake();
    if (!ready.ok) return ready;
    const { sourceId, ofPeople } = ready.value;
    const { ask } = this.#options;
    const grabbed = await ask('grab', { sourceId, wish }, wish === 'part' ? partDeadlineMs : grabDeadlineMs);
    if (!grabbed.ok) return grabbed;
    // The line may have been changed over while a part was waited for.
    return succeed({ ...grabbed.value, ofPeople: ofPeople || (await this.#looksAtPeople(sourceId)) });
  }

  /** Who cannot be asked counts as one that does. */
  async #looksAtPeople(sourceId: SourceId): Promise<boolean> {
    const { lookingAt, models } = this.#options;
    const cards = await Promise.all(lookingAt(sourceId).map((name) => models.find(name)));
    return cards.some((found) => !found.ok || looksAtPeople(found.value.card));
  }

  async #take({ jpeg, width, height, part, ofPeople }: Taken): Promise<Outcome<{ readonly knowsParts: boolean }>> {
    const collecting = this.#collecting();
    if (!collecting.ok) return collecting;
    const draft = collecting.value;
    if (draft.pictures.length >= mostGood) return refuse.isFull();
    if (ofPeople && !(await this.#peopleAgreed())) return refuse.withoutConsent();
    const { folder, clock } = this.#options;
    const file = await folder.keep(jpeg);
    if (!file.ok) return file;
    if (draft.pictures.some(({ id }) => id === file.value.id)) return refuse.takenBefore();
    const picture = {
      ...file.value,
      takenAt: clock.wallMs(),
      from: 'line' as const,
      part,
      width,
      height,
      leftOut: false,
    };
    const pictures = [...draft.pictures, picture];
    const kept = await this.#keep({ ...draft, pictures, ofPeople: draft.ofPeople || ofPeople });
    return kept.ok ? succeed({ knowsParts: part !== null }) : kept;
  }

  async #peopleAgreed(): Promise<boolean> {
    const may = await this.#options.mayKeepPeople();
    return may.ok && may.value;
  }

  /** A memory is of the pictures that it was built from: it goes when they change. */
  async #keep(draft: KeptDraft): Promise<Outcome<TeachState>> {
    const kept = { ...draft, built: null };
    const written = await this.#options.folder.write(kept);
    if (!written.ok) return written;
    this.#draft = kept;
    return succeed(this.#tell());
  }

  async #built(built: Outcome<TeachBuilt>): Promise<void> {
    // Stopped while this waited for its turn.
    if (!this.#builder.isBusy || this.#draft === null) return;
    if (!built.ok) {
      this.#note = this.#whyNot(built.failure);
      return;
    }
    const draft = { ...this.#draft, built: built.value };
    const written = await this.#options.folder.write(draft);
    if (written.ok) this.#draft = draft;
    else this.#note = written.failure.message;
  }

  #whyNot({ code, message }: Failure): string {
    return code === 'worker_exited' ? `${message} The pictures are kept: build it once more.` : message;
  }

  #toLearn(picture: KeptPicture): TeachPicture {
    const part = picture.part === null ? picture.id : `part ${picture.part}`;
    return { id: picture.id, file: this.#options.folder.pathOf(picture), part };
  }

  async #forget(): Promise<Outcome<TeachState>> {
    const removed = await this.#options.folder.remove();
    if (!removed.ok) return removed;
    this.#draft = null;
    this.#note = '';
    return succeed(this.#tell());
  }

  #say(note: string): void {
    this.#note = note;
    this.#tell();
  }

  #tell(): TeachState {
    const state = this.read();
    this.live.set(state);
    return state;
  }
}

/** What is taught anew under its name is the next version. */
function raised(version: string): string {
  const [major = 1, minor = 0, patch = 0] = version.split('.').map(Number);
  return `${major}.${minor}.${patch + 1}`;
}
