import { onTestFinished } from 'vitest';
import type { Engine } from '../../main/engine/compose.ts';
import type { Batch } from '../../preload/contract/batch.ts';
import { openStation } from './engine-station.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Wanted {
  readonly isLineStopped?: boolean;
  readonly modelsFrom?: string | undefined;
}

export async function openBatchStation(
  dataFolder = temporaryFolder(),
  { isLineStopped = true, modelsFrom }: Wanted = {},
): Promise<Engine> {
  const engine = await openStation(dataFolder, {}, { modelsFrom });
  onTestFinished(() => engine.close());
  if (isLineStopped) await engine.lines.stop();
  return engine;
}

/** Follows a batch until it is as wished; the test's own deadline is the limit. */
export async function batchUntil(engine: Engine, id: number, isSo: (batch: Batch) => boolean): Promise<Batch> {
  const { batches } = engine.services;
  if (batches === undefined) throw new Error('Expected a station with batches');
  for await (const all of batches.live.watch()) {
    const found = all.find((batch) => batch.id === id);
    if (found !== undefined && isSo(found)) return found;
  }
  throw new Error('Expected the batch to be watched until it is as wished');
}

export const isOver = ({ state }: Batch): boolean => state === 'done' || state === 'failed';
