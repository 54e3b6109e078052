import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../../preload/contract/predictions.ts';
import { type AskPage, type Outline, PredictionRows } from '../../../../renderer/features/history/prediction-rows.ts';
import { fixturePrediction } from '../../../support/fixture-predictions.ts';

/** A store that holds these ids, newest first. */
function storeOf(ids: readonly number[]) {
  const asked: number[] = [];
  const ask: AskPage = async (before, limit) => {
    asked.push(before);
    return ids
      .filter((id) => id < before)
      .slice(0, limit)
      .map(fixturePrediction);
  };
  const outline = (step: number): Outline => ({
    total: ids.length,
    step,
    marks: ids.filter((_, rank) => rank % step === 0),
  });
  return { ask, asked, outline };
}

async function rowsAfter(
  rows: PredictionRows,
  first: number,
  end: number,
): Promise<readonly (Prediction | undefined)[]> {
  rows.want(first, end);
  await new Promise((resolve) => setTimeout(resolve, 10));
  return Array.from({ length: end - first }, (_, index) => rows.row(first + index));
}

const nothing = (): void => undefined;
const dense = Array.from({ length: 2_000 }, (_, index) => 2_000 - index);
const sparse = dense.map((id) => id * 7);

describe('rows by their rank', () => {
  it.each([
    ['without gaps', dense],
    ['with gaps', sparse],
  ])('are the right ones anywhere in a list %s', async (_, ids) => {
    const store = storeOf(ids);
    const rows = new PredictionRows(store.outline(500), store.ask, nothing, nothing);
    const seen = await rowsAfter(rows, 1_340, 1_360);
    expect(seen.map((row) => row?.id)).toEqual(ids.slice(1_340, 1_360));
  });

  it('jump without asking for what lies between', async () => {
    const store = storeOf(dense);
    const rows = new PredictionRows(store.outline(500), store.ask, nothing, nothing);
    await rowsAfter(rows, 1_340, 1_360);
    expect(store.asked).toHaveLength(1);
  });

  it('end where the list ends', async () => {
    const store = storeOf(dense.slice(0, 730));
    const rows = new PredictionRows(store.outline(500), store.ask, nothing, nothing);
    const seen = await rowsAfter(rows, 725, 740);
    expect(seen.map((row) => row?.id)).toEqual([...dense.slice(725, 730), ...Array(10).fill(undefined)]);
  });

  it('tell of a failure and ask again when they are wanted again', async () => {
    const store = storeOf(dense);
    const failures: unknown[] = [];
    let isDown = true;
    const ask: AskPage = async (...input) => {
      if (isDown) throw new Error('away');
      return store.ask(...input);
    };
    const rows = new PredictionRows(store.outline(500), ask, nothing, (error) => failures.push(error));
    await rowsAfter(rows, 0, 10);
    isDown = false;
    const seen = await rowsAfter(rows, 0, 10);
    expect(failures).toHaveLength(1);
    expect(seen[0]?.id).toBe(2_000);
  });
});
