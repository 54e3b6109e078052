import type { DecodeOptions, StrayOptions } from './boxes-options.ts';
import { expectOption, isWhole, isWithin } from './check.ts';
import { nativeAddon } from './loader.ts';
import { decodeYolo as decodeYoloTwin } from './twin/decode-yolo.ts';
import { strayAnchor as strayAnchorTwin } from './twin/stray-anchor.ts';

/**
 * Reads a YOLOv8-style output [1, 4 + labels, anchors] of centres, sizes and class scores. Gives rows of
 * x1, y1, x2, y2, score, class index in input pixels, best first, without those that a better one of their class covers.
 * Corners may lie outside the input; scores or corners that are no finite number never become a row.
 */
export function decodeYolo(
  output: Float32Array,
  labels: number,
  anchors: number,
  options: DecodeOptions,
): Float32Array {
  const { scoreThreshold, overlapThreshold, maxDetections } = options;
  checkOutput(output, labels, anchors, scoreThreshold);
  expectOption(isWithin(overlapThreshold, 0, 1), 'overlapThreshold', 'a number from 0 to 1', overlapThreshold);
  expectOption(isWhole(maxDetections, 1, 100_000), 'maxDetections', 'a whole number from 1 to 100000', maxDetections);
  const { addon } = nativeAddon();
  if (addon === null) return decodeYoloTwin(output, labels, anchors, options);
  return addon.decodeYolo(output, labels, anchors, scoreThreshold, overlapThreshold, maxDetections);
}

/**
 * The first anchor of such an output that counts, yet whose box lies where none can: at the score of each of the others a box may be
 * anything. Undefined where there is none.
 */
export function strayAnchor(
  output: Float32Array,
  labels: number,
  anchors: number,
  options: StrayOptions,
): number | undefined {
  const { scoreThreshold, ...bounds } = options;
  checkOutput(output, labels, anchors, scoreThreshold);
  for (const [name, value] of Object.entries(bounds)) {
    expectOption(isWhole(value, 0, 1_000_000), name, 'a whole number from 0 to 1000000', value);
  }
  const { addon } = nativeAddon();
  if (addon === null) return strayAnchorTwin(output, labels, anchors, options);
  const { width, height, reach, slack } = bounds;
  const found = addon.strayAnchor(output, labels, anchors, scoreThreshold, width, height, reach, slack);
  return found < 0 ? undefined : found;
}

function checkOutput(output: Float32Array, labels: number, anchors: number, scoreThreshold: number): void {
  expectOption(isWhole(labels, 1, 65_536), 'labels', 'a whole number from 1 to 65536', labels);
  expectOption(isWhole(anchors, 1, 1_000_000), 'anchors', 'a whole number from 1 to 1000000', anchors);
  const floats = (4 + labels) * anchors;
  const fits = output instanceof Float32Array && output.length === floats;
  expectOption(fits, 'output', `a Float32Array of ${floats} numbers, (4 + ${labels}) x ${anchors}`, output);
  expectOption(isWithin(scoreThreshold, 0, 1), 'scoreThreshold', 'a number from 0 to 1', scoreThreshold);
}
