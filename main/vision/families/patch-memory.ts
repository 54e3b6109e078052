import type { HeatMap } from '../../../preload/contract/frames.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import { type DistanceGrid, hotRegions } from '../../domain/anomaly/hot-regions.ts';
import { type Scale, scoreAtLimit, unusualness } from '../../domain/anomaly/unusualness.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { outputAt, wayIn } from './box-adapter.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { refuseOutputs } from './output-shapes.ts';
import { boxInPicture } from './to-picture.ts';

const hottest = 255;
const mostCells = 64;

/**
 * Networks that were shown good parts: [1, 1, rows, columns], how far each patch of the picture is from the nearest good one.
 * Each region of a picture that reaches the limit is a detection, and the distances are a heat map over the picture.
 */
export const patchMemory: Family = {
  name: 'patch-memory',
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const [output, ...others] = card.io.outputs;
    const [batch, channels, rows = 0, columns = 0, ...more] = output?.shape ?? [];
    const fits = batch === 1 && channels === 1 && others.length === 0 && more.length === 0;
    const isGrid = [rows, columns].every((size) => size >= 1 && size <= mostCells);
    if (!fits || !isGrid) return refuseOutputs(card, `one output [1, 1, rows, columns] of at most ${mostCells} each`);
    const { taught } = card;
    if (taught === undefined) return refuseOutputs(card, 'a card that says how it was taught');
    return succeed(adapterOf(card, { rows, columns }, taught));
  },
};

function adapterOf(card: PictureCard, size: Pick<DistanceGrid, 'rows' | 'columns'>, scale: Scale): ModelAdapter {
  const label = card.labels[0] ?? 'unusual';
  const cell = { width: card.io.input.width / size.columns, height: card.io.input.height / size.rows };
  return {
    ...wayIn(card),
    flaw: (outputs) => negative(outputAt(outputs, 0)),
    postprocess(outputs, transform, picture): Detection[] {
      const regions = hotRegions({ ...size, distances: outputAt(outputs, 0) }, scale.limit);
      return regions.flatMap(({ column, row, columns, rows, score }) => {
        const [x1, y1] = [column * cell.width, row * cell.height];
        const corners = { x1, y1, x2: x1 + columns * cell.width, y2: y1 + rows * cell.height };
        const box = boxInPicture(corners, transform, picture);
        return box === undefined ? [] : [{ label, score: unusualness(score, scale), box }];
      });
    },
    heat: (outputs): HeatMap => ({
      ...size,
      values: heatOf(outputAt(outputs, 0), scale),
      limit: Math.round(scoreAtLimit * hottest),
    }),
  };
}

/** So many spreads below the limit the heat is nought: most of a good picture need not be worked out. */
const coldSpreads = 6.3;

function heatOf(distances: Float32Array, scale: Scale): number[] {
  const cold = scale.limit - coldSpreads * scale.spread;
  const values = new Array<number>(distances.length).fill(0);
  for (let cell = 0; cell < distances.length; cell += 1) {
    const distance = distances[cell] ?? 0;
    if (distance > cold) values[cell] = Math.round(unusualness(distance, scale) * hottest);
  }
  return values;
}

/** No distance is less than none. */
function negative(distances: Float32Array): Flaw | undefined {
  let least = 0;
  for (let cell = 0; cell < distances.length; cell += 1) least = Math.min(least, distances[cell] ?? 0);
  return least === 0 ? undefined : { expected: 'distances', received: String(least) };
}
