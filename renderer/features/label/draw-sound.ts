import { labelWords, markOf, markPaths } from '../../overlay/label-marks.ts';
import type { CanvasInks } from '../../overlay/use-canvas.ts';
import type { EditBox } from './editing.ts';

export interface SoundScene {
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly peaks: Float32Array | null;
  readonly boxes: readonly EditBox[];
  readonly selected: number | null;
  readonly labels: readonly string[];
  readonly playedMs: number;
  readonly inks: CanvasInks;
}

/** A wave that fills an upright screen would tell nothing more. */
const mostHigh = 360;
/** The loudest sample stays clear of the edges of a mark. */
const fullest = 0.92;
const tagHeight = 24;
const axisHeight = 28;
/** Air at both sides, so that the ends of the sound can be taken hold of. */
export const sideAir = 24;
const font = '"Inter Variable", sans-serif';
const tagGround = '#0b0e0f';

export const msToView = (ms: number, durationMs: number, width: number): number =>
  sideAir + (durationMs === 0 ? 0 : (ms / durationMs) * (width - 2 * sideAir));

export const viewToMs = (x: number, durationMs: number, width: number): number =>
  Math.min(durationMs, Math.max(0, ((x - sideAir) / Math.max(1, width - 2 * sideAir)) * durationMs));

/** Whole tenths of a second that leave room for their words. */
export function tickStepMs(durationMs: number, width: number): number {
  const most = Math.max(2, Math.floor(width / 90));
  return [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000].find((step) => durationMs / step <= most) ?? 60_000;
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

function bandOf({ height }: SoundScene): Band {
  const room = height - axisHeight - tagHeight;
  const high = Math.max(40, Math.min(mostHigh, room - 24));
  const top = tagHeight + Math.max(12, (room - high) / 2);
  return { top, bottom: top + high };
}

function drawWave(pen: CanvasRenderingContext2D, { width, peaks, inks }: SoundScene, { top, bottom }: Band): void {
  const middle = (top + bottom) / 2;
  pen.fillStyle = inks.line;
  pen.fillRect(sideAir, middle - 0.5, width - 2 * sideAir, 1);
  if (peaks === null) return;
  const count = peaks.length / 2;
  const loudest = peaks.reduce((most, peak) => Math.max(most, Math.abs(peak)), 0.05);
  const scale = ((bottom - top) / 2 / loudest) * fullest;
  const across = width - 2 * sideAir;
  pen.fillStyle = inks.quiet;
  for (let x = 0; x < across; x += 3) {
    const from = Math.floor((x / across) * count);
    const to = Math.max(from + 1, Math.floor(((x + 3) / across) * count));
    let [low, high] = [0, 0];
    for (let step = from; step < to; step += 1) {
      low = Math.min(low, peaks[step * 2] ?? 0);
      high = Math.max(high, peaks[step * 2 + 1] ?? 0);
    }
    pen.fillRect(sideAir + x, middle - high * scale - 0.75, 2, (high - low) * scale + 1.5);
  }
}

/** Under the wave, which must not lose contrast to it. */
function drawWash(pen: CanvasRenderingContext2D, scene: SoundScene, box: EditBox, { top, bottom }: Band): void {
  const { width, durationMs, labels } = scene;
  const left = msToView(box.box.x, durationMs, width);
  const right = msToView(box.box.x + box.box.width, durationMs, width);
  pen.fillStyle = `${markOf(box.label, labels).colour}${box.id === scene.selected ? '40' : '26'}`;
  pen.fillRect(left, top, right - left, bottom - top);
}

function drawMark(pen: CanvasRenderingContext2D, scene: SoundScene, box: EditBox, { top, bottom }: Band): void {
  const { width, durationMs, labels } = scene;
  const isChosen = box.id === scene.selected;
  const { colour, shape } = markOf(box.label, labels);
  const left = msToView(box.box.x, durationMs, width);
  const right = msToView(box.box.x + box.box.width, durationMs, width);
  for (const [ink, line] of [
    [tagGround, isChosen ? 6 : 4.5],
    [colour, isChosen ? 3 : 2],
  ] as const) {
    pen.setLineDash(ink === colour && box.by === 'model' ? [8, 6] : []);
    pen.strokeStyle = ink;
    pen.lineWidth = line;
    pen.strokeRect(left, top, right - left, bottom - top);
  }
  pen.setLineDash([]);
  pen.font = `600 13px ${font}`;
  const words = `${labelWords(box.label)}${box.score === null ? '' : `  ${box.score.toFixed(2)}`}`;
  const wide = pen.measureText(words).width + 32;
  const at = Math.max(0, Math.min(left - 2, width - wide));
  pen.fillStyle = tagGround;
  pen.beginPath();
  pen.roundRect(at, top - tagHeight - 4, wide, tagHeight, 3);
  pen.fill();
  pen.save();
  pen.translate(at + 13, top - 4 - tagHeight / 2);
  pen.scale(11, 11);
  pen.fillStyle = colour;
  pen.fill(new Path2D(markPaths[shape]));
  pen.restore();
  pen.fillStyle = '#ffffff';
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.fillText(words, at + 24, top - 4 - tagHeight / 2 + 0.5);
  if (!isChosen) return;
  for (const x of [left, right]) {
    pen.beginPath();
    pen.arc(x, (top + bottom) / 2, 8, 0, 2 * Math.PI);
    pen.fillStyle = '#ffffff';
    pen.fill();
    pen.lineWidth = 2.5;
    pen.strokeStyle = tagGround;
    pen.stroke();
  }
}

function drawAxis(pen: CanvasRenderingContext2D, { width, durationMs, inks }: SoundScene, { bottom }: Band): void {
  const step = tickStepMs(durationMs, width);
  pen.font = `500 12px ${font}`;
  pen.textBaseline = 'top';
  pen.textAlign = 'center';
  for (let ms = 0; ms <= durationMs; ms += step) {
    const x = msToView(ms, durationMs, width);
    pen.fillStyle = inks.line;
    pen.fillRect(x - 0.5, bottom + 4, 1, 6);
    pen.fillStyle = inks.text;
    pen.fillText((ms / 1_000).toFixed(step < 1_000 ? 1 : 0) + (ms === 0 ? ' s' : ''), x, bottom + 13);
  }
}

/** The sound from end to end with its stretches: the model's guess dashed, a person's word solid, as on pictures. */
export function drawSound(pen: CanvasRenderingContext2D, scene: SoundScene): void {
  const { width, height, durationMs, boxes, selected, playedMs, inks } = scene;
  const band = bandOf(scene);
  pen.clearRect(0, 0, width, height);
  drawAxis(pen, scene, band);
  for (const box of boxes) drawWash(pen, scene, box, band);
  drawWave(pen, scene, band);
  for (const box of boxes) if (box.id !== selected) drawMark(pen, scene, box, band);
  const chosen = boxes.find(({ id }) => id === selected);
  if (chosen !== undefined) drawMark(pen, scene, chosen, band);
  pen.fillStyle = inks.text;
  pen.fillRect(msToView(playedMs, durationMs, width) - 1, band.top - 6, 2, band.bottom - band.top + 12);
}
