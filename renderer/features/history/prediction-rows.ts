import type { Prediction } from '../../../preload/contract/predictions.ts';

export interface Outline {
  readonly total: number;
  /** Ids of the rows at 0, step, 2 step and so on, newest first. */
  readonly marks: readonly number[];
  readonly step: number;
}

export type AskPage = (before: number, limit: number, signal: AbortSignal) => Promise<readonly Prediction[]>;

interface Place {
  readonly mark: number;
  readonly page: number;
}

const pageRows = 100;
const mostPages = 80;

const keyOf = ({ mark, page }: Place): string => `${mark}:${page}`;

/** Rows by their rank. Only pages in view are asked for, the latest wish wins, and the oldest pages are let go. */
export class PredictionRows {
  readonly outline: Outline;
  readonly #ask: AskPage;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  readonly #pages = new Map<string, readonly Prediction[]>();
  #asking: AbortController | null = null;
  #wanted = '';

  constructor(outline: Outline, ask: AskPage, changed: () => void, failed: (error: unknown) => void) {
    this.outline = outline;
    this.#ask = ask;
    this.#changed = changed;
    this.#failed = failed;
  }

  row(rank: number): Prediction | undefined {
    return this.#pages.get(keyOf(this.#placeOf(rank)))?.[(rank % this.outline.step) % pageRows];
  }

  want(first: number, end: number): void {
    if (this.outline.step === 0) return;
    const places = this.#placesIn(first, end).filter((place) => !this.#pages.has(keyOf(place)));
    const wish = places.map(keyOf).join(' ');
    if (wish === this.#wanted) return;
    this.#wanted = wish;
    this.#asking?.abort();
    if (places.length === 0) return;
    this.#asking = new AbortController();
    void this.#load(places, this.#asking.signal);
  }

  close(): void {
    this.#asking?.abort();
  }

  async #load(places: readonly Place[], signal: AbortSignal): Promise<void> {
    try {
      for (const place of places) await this.#page(place, signal);
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
      this.#wanted = '';
    }
  }

  async #page(place: Place, signal: AbortSignal): Promise<readonly Prediction[]> {
    const known = this.#pages.get(keyOf(place));
    if (known !== undefined) return known;
    const { step, total } = this.outline;
    const inSegment = Math.min(step, total - place.mark * step);
    const limit = Math.min(pageRows, inSegment - place.page * pageRows);
    const rows = await this.#ask(await this.#before(place, signal), limit, signal);
    signal.throwIfAborted();
    this.#keep(place, rows);
    return rows;
  }

  /** The id that the page begins under: from the mark, by counting where ids have no gaps, else from the page before. */
  async #before(place: Place, signal: AbortSignal): Promise<number> {
    const { marks, step } = this.outline;
    const from = marks[place.mark] ?? 0;
    const next = marks[place.mark + 1];
    const isDense = next !== undefined && from - next === step;
    if (place.page === 0 || isDense) return from - place.page * pageRows + 1;
    const rows = await this.#page({ mark: place.mark, page: place.page - 1 }, signal);
    return rows.at(-1)?.id ?? 0;
  }

  #keep(place: Place, rows: readonly Prediction[]): void {
    this.#pages.set(keyOf(place), rows);
    for (const key of this.#pages.keys()) {
      if (this.#pages.size <= mostPages) break;
      this.#pages.delete(key);
    }
    this.#changed();
  }

  #placeOf(rank: number): Place {
    const { step } = this.outline;
    return { mark: Math.floor(rank / step), page: Math.floor((rank % step) / pageRows) };
  }

  #placesIn(first: number, end: number): readonly Place[] {
    const places = new Map<string, Place>();
    for (let rank = Math.max(0, first); rank < Math.min(end, this.outline.total); rank++) {
      const place = this.#placeOf(rank);
      places.set(keyOf(place), place);
    }
    return [...places.values()];
  }
}
