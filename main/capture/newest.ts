import type { Frame, YuvMeaning } from '../domain/frame.ts';
import { pixelFormats } from '../domain/frame.ts';
import { pictureBytes, planeShapes } from './plane-shapes.ts';

/** One frame being looked at, one being shown, one arriving: more are never alive. */
const slotCount = 3;
const slotState = { free: 0, writing: 1, ready: 2, held: 3 } as const;

const dropsWord = slotCount;
const controlWords = slotCount + 1;
const metaFields = 10;
const metaAt = 64;
const dataAt = metaAt + slotCount * metaFields * 8;

const unknownPart = Number.NaN;
const betweenParts = -1;

/** What is YUV stands in shared memory as its place in this list, the rest as -1. */
const yuvMeanings: readonly YuvMeaning[] = [
  { matrix: 'bt601', range: 'limited' },
  { matrix: 'bt601', range: 'full' },
  { matrix: 'bt709', range: 'limited' },
  { matrix: 'bt709', range: 'full' },
];
const placeOf = (yuv: YuvMeaning | undefined): number =>
  yuvMeanings.findIndex(({ matrix, range }) => matrix === yuv?.matrix && range === yuv.range);

export interface NewestMemory {
  readonly shared: SharedArrayBuffer;
  readonly slotBytes: number;
}

/** Memory for three frames of up to `slotBytes`, shared by the thread that receives and the one that looks. */
export function createNewestMemory(slotBytes: number): NewestMemory {
  return { shared: new SharedArrayBuffer(dataAt + slotCount * slotBytes), slotBytes };
}

const controlOf = (memory: NewestMemory): Int32Array => new Int32Array(memory.shared, 0, controlWords);

const metaOf = (memory: NewestMemory, slot: number): Float64Array =>
  new Float64Array(memory.shared, metaAt + slot * metaFields * 8, metaFields);

const dataOf = (memory: NewestMemory, slot: number): Buffer =>
  Buffer.from(memory.shared, dataAt + slot * memory.slotBytes, memory.slotBytes);

/** The receiving side: the newest frame wins, and each frame that is replaced unseen counts as one drop. */
export class NewestWriter {
  readonly memory: NewestMemory;
  readonly #control: Int32Array;
  readonly #slots: readonly { readonly meta: Float64Array; readonly data: Buffer }[];

  constructor(memory: NewestMemory) {
    this.memory = memory;
    this.#control = controlOf(memory);
    this.#slots = [0, 1, 2].map((slot) => ({ meta: metaOf(memory, slot), data: dataOf(memory, slot) }));
  }

  fits(frame: Frame): boolean {
    return pictureBytes(frame.format, frame.width, frame.height) <= this.memory.slotBytes;
  }

  write(frame: Frame): void {
    const slot = this.#claim();
    if (slot === undefined) {
      Atomics.add(this.#control, dropsWord, 1);
      return;
    }
    this.#fill(slot, frame);
    Atomics.store(this.#control, slot, slotState.ready);
    this.#retireOthers(slot);
  }

  /** Whether no frame waits to be taken, now or within so long; a source without a pace of its own goes by it. */
  async taken(withinMs: number): Promise<boolean> {
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (Atomics.load(this.#control, slot) !== slotState.ready) continue;
      const wait = Atomics.waitAsync(this.#control, slot, slotState.ready, withinMs);
      if (wait.async && (await wait.value) === 'timed-out') return false;
    }
    return true;
  }

  #claim(): number | undefined {
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (this.#swap(slot, slotState.free, slotState.writing)) return slot;
    }
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (!this.#swap(slot, slotState.ready, slotState.writing)) continue;
      Atomics.add(this.#control, dropsWord, 1);
      return slot;
    }
    return undefined;
  }

  #retireOthers(newest: number): void {
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (slot !== newest && this.#swap(slot, slotState.ready, slotState.free))
        Atomics.add(this.#control, dropsWord, 1);
    }
  }

  #swap(slot: number, from: number, to: number): boolean {
    return Atomics.compareExchange(this.#control, slot, from, to) === from;
  }

  #fill(slot: number, frame: Frame): void {
    const target = this.#slots[slot];
    if (target === undefined) throw new Error(`Expected a slot below ${slotCount}, got ${slot}`);
    const part = frame.part === undefined ? unknownPart : (frame.part ?? betweenParts);
    target.meta.set([
      frame.sequence,
      frame.capturedAt,
      frame.wallTime,
      frame.width,
      frame.height,
      pixelFormats.indexOf(frame.format),
      part,
      placeOf(frame.yuv),
      frame.media?.ms ?? Number.NaN,
      frame.media?.damaged ?? 0,
    ]);
    let at = 0;
    planeShapes(frame.format, frame.width, frame.height).forEach(({ rowBytes, rows }, index) => {
      const plane = frame.planes[index];
      if (plane === undefined) throw new Error(`Expected plane ${index} of a ${frame.format} frame, got none`);
      at = copyRows(plane.data, plane.stride, target.data, at, rowBytes, rows);
    });
  }
}

function copyRows(from: Uint8Array, stride: number, into: Buffer, at: number, rowBytes: number, rows: number): number {
  if (stride === rowBytes) {
    into.set(from.subarray(0, rowBytes * rows), at);
    return at + rowBytes * rows;
  }
  for (let row = 0; row < rows; row += 1) {
    into.set(from.subarray(row * stride, row * stride + rowBytes), at + row * rowBytes);
  }
  return at + rowBytes * rows;
}

/** A frame that stays as it is until it is let go. */
export interface HeldFrame {
  readonly frame: Frame;
  release(): void;
}

/** The looking side of the same memory. */
export class NewestReader {
  readonly #memory: NewestMemory;
  readonly #control: Int32Array;
  readonly #describe: (sequence: number) => Pick<Frame, 'id' | 'sourceId'>;

  constructor(memory: NewestMemory, describe: (sequence: number) => Pick<Frame, 'id' | 'sourceId'>) {
    this.#memory = memory;
    this.#control = controlOf(memory);
    this.#describe = describe;
  }

  get drops(): number {
    return Atomics.load(this.#control, dropsWord);
  }

  take(): HeldFrame | undefined {
    let best: number | undefined;
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (Atomics.compareExchange(this.#control, slot, slotState.ready, slotState.held) !== slotState.ready) continue;
      if (best === undefined) {
        best = slot;
      } else {
        // Two stand ready only while the writer is between storing the newer and retiring the older.
        const older = this.#sequenceOf(best) < this.#sequenceOf(slot) ? best : slot;
        best = older === best ? slot : best;
        Atomics.add(this.#control, dropsWord, 1);
        this.#free(older);
      }
    }
    if (best === undefined) return undefined;
    // Only now: a writer that wakes earlier puts its next frame where this look has not been yet.
    Atomics.notify(this.#control, best);
    return this.#hold(best);
  }

  #hold(slot: number): HeldFrame {
    let held = true;
    return {
      frame: this.#read(slot),
      release: () => {
        if (held) this.#free(slot);
        held = false;
      },
    };
  }

  #free(slot: number): void {
    Atomics.store(this.#control, slot, slotState.free);
    Atomics.notify(this.#control, slot);
  }

  #sequenceOf(slot: number): number {
    return metaOf(this.#memory, slot)[0] ?? 0;
  }

  #read(slot: number): Frame {
    const meta = metaOf(this.#memory, slot);
    const [
      sequence = 0,
      capturedAt = 0,
      wallTime = 0,
      width = 0,
      height = 0,
      formatIndex = 0,
      part = 0,
      yuvIndex = -1,
      mediaMs = Number.NaN,
      damaged = 0,
    ] = meta;
    const yuv = yuvMeanings[yuvIndex];
    const format = pixelFormats[formatIndex];
    if (format === undefined)
      throw new Error(`Expected a pixel format below ${pixelFormats.length}, got ${formatIndex}`);
    let at = dataAt + slot * this.#memory.slotBytes;
    const planes = planeShapes(format, width, height).map(({ rowBytes, rows }) => {
      const data = Buffer.from(this.#memory.shared, at, rowBytes * rows);
      at += rowBytes * rows;
      return { data, stride: rowBytes };
    });
    return {
      ...this.#describe(sequence),
      sequence,
      capturedAt,
      wallTime,
      width,
      height,
      format,
      planes,
      ...(yuv === undefined ? {} : { yuv }),
      ...(Number.isNaN(mediaMs) ? {} : { media: { ms: mediaMs, damaged } }),
      part: Number.isNaN(part) ? undefined : part === betweenParts ? null : part,
    };
  }
}
