import type { Connection } from '../../../main/store/connection.ts';
import { told } from './ask.ts';
import { rowOf } from './prediction-rows.ts';

let samples = 0;

/** Items of one model that a person labelled at these times. */
export function labelledItems(db: Connection, modelName: string, times: readonly number[]): void {
  for (const at of times) {
    samples += 1;
    const prediction = rowOf(samples, { model: { name: modelName, version: '1.0.0' } });
    const sample = { sha256: samples.toString(16).padStart(64, '0'), bytes: 100, reason: 'control' as const, at };
    const { itemId: id } = told(db, 'samples.keep', { prediction, sample });
    if (id === null) throw new Error('Expected an item of a sample that may be kept');
    const said = { decision: 'labelled', boxes: [], by: 'operator', origin: 'station', tookMs: 900 } as const;
    told(db, 'labels.decide', { ...said, id, at });
  }
}
