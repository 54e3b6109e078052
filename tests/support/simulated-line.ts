import type { Observation } from '../../main/domain/drift/feature-sketches.ts';
import type { Detection } from '../../preload/contract/values.ts';
import { normal, uniform } from './random-streams.ts';

export interface SimulatedLine {
  readonly seed: number;
  readonly framesPerSecond: number;
  /** Factor on the light at a second of the run. */
  readonly light?: (second: number) => number;
  /** Factor on how often there are defects. */
  readonly defects?: number;
}

const labels = ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'] as const;
const secondsPerBoard = 2;
const boardsPerDesign = 20;

/** What is seen of a line: a board stays in view for two seconds, a design for twenty boards, and frames of one resemble each other. */
export function* simulateLine(line: SimulatedLine, seconds: number): Generator<Observation> {
  const [next, gauss] = [uniform(line.seed), normal(line.seed + 7_919)];
  const framesPerBoard = Math.round(secondsPerBoard * line.framesPerSecond);
  let design = 0;
  for (let board = 0; board * secondsPerBoard < seconds; board += 1) {
    if (board % boardsPerDesign === 0) design = gauss();
    const level = 105 + 5 * design + 2 * gauss();
    const found = next() < 0.3 * (line.defects ?? 1) ? 1 + Math.floor(next() * 3) : 0;
    const boxes = Array.from({ length: found }, () => ({
      label: labels[Math.floor(next() * labels.length)] ?? 'open',
      score: 0.6 + 0.12 * gauss(),
      side: 18 + 20 * next(),
    }));
    for (let frame = 0; frame < framesPerBoard; frame += 1) {
      const gain = line.light?.(board * secondsPerBoard + frame / line.framesPerSecond) ?? 1;
      const detections = boxes.map(
        ({ label, score, side }): Detection => ({
          label,
          score: Math.min(1, Math.max(0, score + 0.03 * gauss())),
          box: { x: 10, y: 10, width: side, height: side },
        }),
      );
      const brightness = Math.min(255, gain * level + 0.4 * gauss());
      const contrast = gain * (60 + 3 * design) + 0.3 * gauss();
      const sharpness = gain * gain * 900 * Math.exp(0.2 * design + 0.05 * gauss());
      yield { width: 640, height: 640, detections, picture: { brightness, contrast, sharpness, colour: null } };
    }
  }
}
