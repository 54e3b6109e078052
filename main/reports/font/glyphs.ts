import { Bytes, Writer } from './bytes.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOnCurve: boolean;
}

interface Streams {
  readonly contours: Bytes;
  readonly points: Bytes;
  readonly flags: Bytes;
  readonly glyphs: Bytes;
  readonly composites: Bytes;
  readonly boxes: Bytes;
  readonly boxBits: Uint8Array;
  readonly instructions: Bytes;
}

interface GlyphTables {
  readonly glyphs: Uint8Array;
  readonly places: Uint8Array;
  /** The smallest x of each glyph. */
  readonly leftEdges: readonly number[];
}

/** The outlines as TrueType holds them, and where each begins. */
export function glyphTables(packed: Uint8Array): GlyphTables {
  const head = new Bytes(packed);
  head.take(4);
  const count = head.u16();
  head.take(2);
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const parts = sizes.map((size) => head.take(size));
  const [contours, points, flags, glyphs, composites, boxes, instructions] = parts.map((part) => new Bytes(part));
  if (!contours || !points || !flags || !glyphs || !composites || !boxes || !instructions)
    throw new Error('Expected seven streams of glyphs');
  const boxBits = boxes.take(4 * Math.floor((count + 31) / 32));
  const streams = { contours, points, flags, glyphs, composites, boxes, boxBits, instructions };
  const outlines = new Writer();
  const places = new Writer();
  const leftEdges: number[] = [];
  for (let glyph = 0; glyph < count; glyph += 1) {
    places.u32(outlines.length);
    leftEdges.push(writeGlyph(outlines, streams, glyph));
    outlines.pad();
  }
  places.u32(outlines.length);
  return { glyphs: outlines.done(), places: places.done(), leftEdges };
}

function writeGlyph(out: Writer, streams: Streams, glyph: number): number {
  const { contours, boxes, boxBits } = streams;
  const count = contours.i16();
  if (count === 0) return 0;
  const hasBox = ((boxBits[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0;
  const box = hasBox ? [boxes.i16(), boxes.i16(), boxes.i16(), boxes.i16()] : undefined;
  if (count < 0) {
    writeComposite(out, streams, box ?? [0, 0, 0, 0]);
    return box?.[0] ?? 0;
  }
  const ends = endsOf(streams.points, count);
  const points = pointsOf(streams, (ends.at(-1) ?? -1) + 1);
  const around = box ?? boxAround(points);
  const length = streams.glyphs.short255();
  out.i16(count);
  for (const edge of around) out.i16(edge);
  for (const end of ends) out.u16(end);
  out.u16(length);
  out.put(streams.instructions.take(length));
  writePoints(out, points);
  return around[0] ?? 0;
}

function endsOf(points: Bytes, contours: number): number[] {
  let end = -1;
  return Array.from({ length: contours }, () => {
    end += points.short255();
    return end;
  });
}

const boxAround = (points: readonly Point[]): number[] => [
  points.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY),
  points.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY),
  points.reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY),
  points.reduce((most, { y }) => Math.max(most, y), Number.NEGATIVE_INFINITY),
];

const signed = (flag: number, size: number): number => ((flag & 1) === 1 ? size : -size);

/** A point is a flag and one to four bytes: how far it lies from the one before. */
function stepOf(flag: number, bytes: Bytes): readonly [dx: number, dy: number] {
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + bytes.u8())];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + bytes.u8()), 0];
  if (flag < 84) {
    const [kind, byte] = [flag - 20, bytes.u8()];
    return [signed(flag, 1 + (kind & 0x30) + (byte >> 4)), signed(flag >> 1, 1 + ((kind & 0x0c) << 2) + (byte & 0x0f))];
  }
  if (flag < 120) {
    const kind = flag - 84;
    const dx = signed(flag, 1 + (Math.floor(kind / 12) << 8) + bytes.u8());
    return [dx, signed(flag >> 1, 1 + (((kind % 12) >> 2) << 8) + bytes.u8())];
  }
  if (flag < 124) {
    const [first, second] = [bytes.u8(), bytes.u8()];
    return [signed(flag, (first << 4) + (second >> 4)), signed(flag >> 1, ((second & 0x0f) << 8) + bytes.u8())];
  }
  const dx = signed(flag, bytes.u16());
  return [dx, signed(flag >> 1, bytes.u16())];
}

function pointsOf({ flags, glyphs }: Streams, count: number): Point[] {
  let [x, y] = [0, 0];
  return Array.from({ length: count }, () => {
    const flag = flags.u8();
    const [dx, dy] = stepOf(flag & 0x7f, glyphs);
    [x, y] = [x + dx, y + dy];
    return { x, y, isOnCurve: (flag & 0x80) === 0 };
  });
}

const bit = { onCurve: 1, shortX: 2, shortY: 4, sameX: 16, sameY: 32 } as const;

function writePoints(out: Writer, points: readonly Point[]): void {
  const xs = new Writer();
  const ys = new Writer();
  let [lastX, lastY] = [0, 0];
  for (const { x, y, isOnCurve } of points) {
    const flag =
      (isOnCurve ? bit.onCurve : 0) |
      writeStep(xs, x - lastX, bit.shortX, bit.sameX) |
      writeStep(ys, y - lastY, bit.shortY, bit.sameY);
    out.u8(flag);
    [lastX, lastY] = [x, y];
  }
  out.put(xs.done());
  out.put(ys.done());
}

/** The flag says whether a step is nought, one byte and of which sign, or two bytes. */
function writeStep(out: Writer, step: number, short: number, same: number): number {
  if (step === 0) return same;
  if (Math.abs(step) > 255) {
    out.i16(step);
    return 0;
  }
  out.u8(Math.abs(step));
  return step > 0 ? short | same : short;
}

const part = { words: 0x1, scale: 0x8, more: 0x20, scales: 0x40, matrix: 0x80, instructions: 0x100 } as const;

/** A letter made of others, as an accent over its letter: copied as it is. */
function writeComposite(out: Writer, { composites, glyphs, instructions }: Streams, box: readonly number[]): void {
  out.i16(-1);
  for (const edge of box) out.i16(edge);
  let flags: number = part.more;
  let hasInstructions = false;
  while ((flags & part.more) !== 0) {
    flags = composites.u16();
    hasInstructions ||= (flags & part.instructions) !== 0;
    const scaleBytes =
      (flags & part.scale) !== 0 ? 2 : (flags & part.scales) !== 0 ? 4 : (flags & part.matrix) !== 0 ? 8 : 0;
    out.u16(flags);
    out.put(composites.take(2 + ((flags & part.words) === 0 ? 2 : 4) + scaleBytes));
  }
  if (!hasInstructions) return;
  const length = glyphs.short255();
  out.u16(length);
  out.put(instructions.take(length));
}
