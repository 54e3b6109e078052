import { type HeardMoment, shareOf, shownMs } from './level-history.ts';

export interface HistoryScene {
  readonly width: number;
  readonly height: number;
  readonly moments: readonly HeardMoment[];
  readonly now: number;
  readonly inks: { readonly quiet: string; readonly speech: string; readonly line: string; readonly text: string };
  readonly words: { readonly ago: (seconds: number) => string };
}

const axisHeight = 28;
const bandHeight = 6;
const air = 20;
/** A moment stands for the time until the next one, but not for a gap. */
const longestMs = 250;
const font = '500 12px "Inter Variable", sans-serif';

/** Level from the middle up and down as time goes left; where somebody spoke the bars change and a band runs under them. */
export function drawHistory(pen: CanvasRenderingContext2D, scene: HistoryScene): void {
  const { width, height, moments, now, inks, words } = scene;
  const across = width - 2 * air;
  const xOf = (at: number): number => air + across * (1 - (now - at) / shownMs);
  const bottom = height - axisHeight - bandHeight - 10;
  const middle = (air + bottom) / 2;
  const reach = (bottom - air) / 2;
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = inks.line;
  pen.fillRect(air, middle - 0.5, across, 1);
  for (const [index, { at, peakDb, rmsDb, speaking }] of moments.entries()) {
    const left = Math.max(air, xOf(at));
    const right = xOf(Math.min(moments[index + 1]?.at ?? now, at + longestMs));
    if (right <= left) continue;
    const wide = Math.max(1, right - left - 1);
    pen.fillStyle = speaking ? inks.speech : inks.quiet;
    pen.globalAlpha = 0.4;
    pen.fillRect(left, middle - reach * shareOf(peakDb), wide, Math.max(1, 2 * reach * shareOf(peakDb)));
    pen.globalAlpha = 1;
    pen.fillRect(left, middle - reach * shareOf(rmsDb), wide, Math.max(1, 2 * reach * shareOf(rmsDb)));
    if (speaking) pen.fillRect(left, bottom + 8, right - left + 0.5, bandHeight);
  }
  pen.font = font;
  pen.textBaseline = 'top';
  for (let seconds = 30; seconds >= 0; seconds -= width < 500 ? 15 : 10) {
    const x = xOf(now - seconds * 1_000);
    pen.fillStyle = inks.line;
    pen.fillRect(Math.min(x, width - air - 1), bottom + bandHeight + 10, 1, 5);
    pen.fillStyle = inks.text;
    pen.textAlign = seconds === 30 ? 'left' : seconds === 0 ? 'right' : 'center';
    pen.fillText(words.ago(seconds), x, height - 14);
  }
}
