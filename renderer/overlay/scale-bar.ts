import type { Calibration } from '../../preload/contract/recipes.ts';
import { strokePath } from './draw-plan.ts';
import type { Shown } from './plan.ts';
import { viewPoint } from './space.ts';

/** Of the view's width: long enough to be read, short enough to stay out of the way. */
const mostShare = 0.22;
const steps = [1, 2, 5] as const;

export interface ScaleBar {
  readonly mm: number;
  /** In pixels of the view. */
  readonly length: number;
}

/** The longest round measure that fits beside the picture; null where two places that are one give none. */
export function scaleBarOf({ from, to, mm }: Calibration, { picture, placement, view }: Shown): ScaleBar | null {
  const across = Math.hypot((to.x - from.x) * picture.width, (to.y - from.y) * picture.height) * placement.scale;
  if (across <= 0) return null;
  const perMm = across / mm;
  const most = (view.width * mostShare) / perMm;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = steps.findLast((candidate) => candidate * power <= most * (1 + 1e-9)) ?? 1;
  return { mm: step * power, length: step * power * perMm };
}

const sayMm = (mm: number): string =>
  mm >= 1_000
    ? `${mm / 1_000} m`
    : mm < 0.1
      ? `${Math.round(mm * 1e6) / 1_000} µm`
      : `${Math.round(mm * 1_000) / 1_000} mm`;

const [rim, tick, plate] = [16, 6, 26] as const;

/** A measure in the corner of the picture: what a person compares a defect with. */
export function drawScaleBar(pen: CanvasRenderingContext2D, calibration: Calibration, shown: Shown): void {
  const bar = scaleBarOf(calibration, shown);
  if (bar === null) return;
  const left = Math.max(rim, shown.placement.left + rim);
  const foot = Math.min(shown.view.height, shown.placement.top + shown.picture.height * shown.placement.scale) - rim;
  const right = left + bar.length;
  const words = sayMm(bar.mm);
  pen.font = '600 13px "Inter Variable", sans-serif';
  const width = pen.measureText(words).width;
  pen.fillStyle = 'rgb(11 14 15 / 78%)';
  pen.beginPath();
  pen.roundRect(left - 9, foot - plate - 3, Math.max(bar.length, width) + 18, plate + 12, 3);
  pen.fill();
  pen.fillStyle = '#ffffff';
  pen.textBaseline = 'alphabetic';
  pen.fillText(words, left, foot - 11);
  const ends = [
    viewPoint(left, foot - tick),
    viewPoint(left, foot),
    viewPoint(right, foot),
    viewPoint(right, foot - tick),
  ];
  strokePath(pen, ends, false, { colour: '#ffffff', width: 2 });
}
