import type PDFDocument from 'pdfkit';
import { type Face, Faces } from './font/faces.ts';
import { type Run, spell } from './spell.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

export interface Style {
  readonly size: number;
  readonly isStrong?: boolean;
  readonly colour: string;
}

/** Strong letters are the plain ones drawn with an edge so wide, in sizes of the font. */
const edge = 0.032;
/** From the top of a line to the foot of its letters, and from line to line, in sizes of the font. */
const ascent = 0.97;
const leading = 1.3;

/** Writes texts in any script that the faces have; pdfkit by itself writes a line in one font. */
export class Pen {
  readonly pdf: Pdf;
  readonly #faces: Faces;
  readonly #known = new Set<string>();
  readonly #widths = new Map<string, number>();
  #isSpeltOut = false;

  constructor(pdf: Pdf, folders: readonly string[]) {
    this.pdf = pdf;
    this.#faces = new Faces(folders);
  }

  /** Whether anything in the report had to be spelt out. */
  get isSpeltOut(): boolean {
    return this.#isSpeltOut;
  }

  lineHeight({ size }: Style): number {
    return size * leading;
  }

  /** Of a text in one line, by its letters one by one: what the font moves together is left out. */
  width(text: string, style: Style): number {
    return this.#runs(text).reduce((sum, run) => sum + this.#runWidth(run, style), 0);
  }

  /** One line, with an ellipsis where it would be wider than its room. */
  line(text: string, x: number, y: number, style: Style, room = Number.POSITIVE_INFINITY): void {
    this.#put(this.#runs(this.clipped(text, style, room)), x, y, style);
  }

  /** Ends at x. */
  lineTo(text: string, x: number, y: number, style: Style): void {
    this.line(text, x - this.width(text, style), y, style);
  }

  clipped(text: string, style: Style, room: number): string {
    if (this.width(text, style) <= room) return text;
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(`${letters.slice(0, middle).join('').trimEnd()}\u2026`, style) <= room) low = middle;
      else high = middle - 1;
    }
    return `${letters.slice(0, low).join('').trimEnd()}\u2026`;
  }

  /** As many lines as it takes, at most so many; gives the y behind the last. */
  lines(text: string, x: number, y: number, style: Style, room: number, most = Number.POSITIVE_INFINITY): number {
    let top = y;
    for (const line of this.broken(text, style, room, most)) {
      this.line(line, x, top, style, room);
      top += this.lineHeight(style);
    }
    return top;
  }

  /** The lines that a text takes, at most so many, the last with an ellipsis where there would be more. */
  broken(text: string, style: Style, room: number, most: number): readonly string[] {
    const all = this.#broken(text, style, room);
    const shown = all.slice(0, most);
    if (all.length > most) shown[most - 1] = this.clipped(all.slice(most - 1).join(''), style, room);
    return shown.map((line) => line.trim());
  }

  /** After a space where there is one in the line, else wherever the line is full: a path knows no spaces. */
  #broken(text: string, style: Style, room: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(/(?<=\s)/)) {
      if (this.width(`${line}${word}`.trimEnd(), style) <= room) {
        line += word;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const letter of word) {
        if (line !== '' && this.width(`${line}${letter}`.trimEnd(), style) > room) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    return line === '' ? lines : [...lines, line];
  }

  #runs(text: string): readonly Run[] {
    const { runs, isSpeltOut } = spell(this.#faces, text);
    this.#isSpeltOut ||= isSpeltOut;
    return runs;
  }

  #put(runs: readonly Run[], x: number, y: number, { size, colour, isStrong = false }: Style): void {
    const { pdf } = this;
    pdf.fillColor(colour);
    if (isStrong)
      pdf
        .strokeColor(colour)
        .lineWidth(edge * size)
        .lineJoin('round');
    let at = x;
    for (const { text, face } of runs) {
      this.#choose(face, size);
      pdf.text(text, at, y + size * ascent, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: isStrong });
      at += pdf.widthOfString(text);
    }
  }

  #runWidth({ text, face }: Run, { size }: Style): number {
    let width = 0;
    for (const letter of text) {
      let known = this.#widths.get(letter);
      if (known === undefined) {
        this.#choose(face, size);
        known = this.pdf.widthOfString(letter) / size;
        this.#widths.set(letter, known);
      }
      width += known * size;
    }
    return width;
  }

  #choose({ name, trueType }: Face, size: number): void {
    if (!this.#known.has(name)) {
      this.pdf.registerFont(name, trueType);
      this.#known.add(name);
    }
    this.pdf.font(name).fontSize(size);
  }
}
