import type { Batch } from '../../preload/contract/batch.ts';
import { bottomOf, ink, innerWidth, margin, note } from './pdf-page.ts';
import type { Pen, Style } from './pen.ts';

const mostBars = 12;
const labelStyle: Style = { size: 10, colour: ink.faint };
const textStyle: Style = { size: 10, colour: ink.text };
const smallStyle: Style = { size: 9, colour: ink.faint };
const titleStyle: Style = { size: 26, isStrong: true, colour: ink.text };
const sectionStyle: Style = { size: 13, isStrong: true, colour: ink.text };
/** A path may be as long as its file system allows. */
const mostFactLines = 4;

const count = new Intl.NumberFormat('en');

const when = (ms: number | null): string =>
  ms === null ? '\u2013' : `${new Date(ms).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

export interface Written {
  readonly station: string;
  readonly at: number;
}

/** What was inspected, when, by what, and what came of it. */
export function cover(pen: Pen, batch: Batch, { station, at }: Written): void {
  const room = innerWidth(pen.pdf);
  pen.line('Inspection report', margin, margin, { size: 11, colour: ink.faint });
  let y = pen.lines(batch.name, margin, margin + 18, titleStyle, room, 3) + 14;
  for (const [name, value] of factsOf(batch, station, at)) {
    pen.line(name, margin, y, labelStyle, 98);
    y = pen.lines(value, margin + 105, y, textStyle, room - 105, mostFactLines) + 3;
  }
  y = tiles(pen, batch, y + 14);
  if (batch.judges) pareto(pen, batch, y + 24);
}

const factsOf = (batch: Batch, station: string, at: number): readonly (readonly [string, string])[] => [
  ['Station', station],
  [batch.kind === 'folder' ? 'Folder' : 'Video', batch.path],
  [
    batch.models.length > 1 ? 'Models' : 'Model',
    batch.models.map(({ name, version }) => `${name} ${version}`).join(', '),
  ],
  [
    'Recipe',
    batch.recipe === null
      ? 'none: the models\u2019 own thresholds'
      : `${batch.recipe.name}, version ${batch.recipe.version}`,
  ],
  [
    'Parts',
    batch.parts.by === 'picture' ? 'each picture is one' : `each ${batch.parts.ms / 1000} s of the video is one`,
  ],
  ['Begun', when(batch.startedAt)],
  ['Ended', batch.endedAt === null ? `not yet (${batch.state})` : `${when(batch.endedAt)} (${batch.state})`],
  ['Written', when(at)],
  ['In the history', `source ${batch.sourceId}`],
];

interface Tile {
  readonly title: string;
  readonly value: number;
  readonly note: string;
  readonly colour: string;
}

const tileHeight = 66;
const tileGap = 10;

/** Gives the y behind them. */
function tiles(pen: Pen, { counts, done, total, broken, judges }: Batch, y: number): number {
  const { pdf } = pen;
  const parts = counts.pass + counts.fail + counts.unsure;
  const verdict = (title: string, value: number, colour: string): Tile => {
    const share = parts === 0 ? '' : `${((100 * value) / parts).toFixed(1)} %`;
    return { title, value, note: share, colour: value === 0 ? ink.text : colour };
  };
  const of = total === null || total === done ? '' : `of ${count.format(total)}`;
  const shown: Tile[] = [
    { title: 'Pictures', value: done, note: of, colour: ink.text },
    ...(judges
      ? [
          verdict('Pass', counts.pass, ink.pass),
          verdict('Fail', counts.fail, ink.fail),
          verdict('Unsure', counts.unsure, ink.unsure),
        ]
      : []),
    { title: 'Not decoded', value: broken, note: '', colour: broken > 0 ? ink.fail : ink.text },
  ];
  const width = (innerWidth(pdf) - tileGap * (shown.length - 1)) / shown.length;
  for (const [place, tile] of shown.entries()) {
    const x = margin + place * (width + tileGap);
    const room = width - 20;
    pdf.roundedRect(x, y, width, tileHeight, 4).lineWidth(0.7).strokeColor(ink.line).stroke();
    pen.line(tile.title, x + 10, y + 9, smallStyle, room);
    pen.line(count.format(tile.value), x + 10, y + 21, { size: 19, isStrong: true, colour: tile.colour }, room);
    pen.line(tile.note, x + 10, y + 48, smallStyle, room);
  }
  return y + tileHeight;
}

const [barHeight, barStep] = [14, 21];
const [labelWidth, figuresWidth] = [150, 120];

/** Which defects made the most parts fail, with how much of all of them the bars so far make. */
function pareto(pen: Pen, { defectsByLabel, counts, done }: Batch, y: number): void {
  const { pdf } = pen;
  const sorted = Object.entries(defectsByLabel).sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) {
    note(pen, nothingText(counts, done), y);
    return;
  }
  const sum = sorted.reduce((all, [, parts]) => all + parts, 0);
  const most = sorted[0]?.[1] ?? 1;
  const room = innerWidth(pdf) - labelWidth - figuresWidth;
  const right = margin + innerWidth(pdf);
  const height = 26 + barStep * (Math.min(sorted.length, mostBars) + 1);
  let top = y;
  if (y + height > bottomOf(pdf)) {
    pdf.addPage();
    top = margin;
  }
  pen.line('Defects of parts that failed', margin, top, sectionStyle);
  top += 26;
  let so = 0;
  for (const [label, parts] of sorted.slice(0, mostBars)) {
    so += parts;
    pen.line(label, margin, top, textStyle, labelWidth - 10);
    pdf
      .rect(margin + labelWidth, top, Math.max(1, (room * parts) / most), barHeight)
      .fillColor(ink.fail)
      .fill();
    pen.lineTo(count.format(parts), right - 66, top, textStyle);
    pen.lineTo(`${((100 * so) / sum).toFixed(0)} % so far`, right, top, labelStyle);
    top += barStep;
  }
  if (sorted.length > mostBars) note(pen, `and ${sorted.length - mostBars} more kinds`, top);
}

const nothingText = ({ fail, unsure }: Batch['counts'], done: number): string => {
  if (done === 0) return 'No picture has been inspected yet.';
  if (fail > 0) return 'The parts that failed have no defect with a name: the table of what did not pass says why.';
  return unsure > 0 ? 'No part failed; some were unsure.' : 'No part failed, and none was unsure.';
};
