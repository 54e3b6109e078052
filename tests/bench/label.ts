import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../main/engine/clock.ts';
import { createLedger } from '../../main/engine/ledger.ts';
import { openStore } from '../../main/store/store.ts';
import { quietLog } from '../support/engine-station.ts';
import { fixturePrediction } from '../support/fixture-predictions.ts';

/** From a person's decision to the answer that it is kept: label, state, outbox and audit entry, all on the disk. */
const items = 600;
const folder = mkdtempSync(join(tmpdir(), 'caracal-bench-'));
const opened = await openStore({
  file: join(folder, 'station.db'),
  threadFile: new URL('../../main/store/thread.ts', import.meta.url),
});
if (!opened.ok) throw new Error(opened.failure.message);
const store = opened.value;
const ledger = createLedger(store, systemClock, quietLog());
for (let index = 0; index < items; index += 1) {
  const { id: _, ...prediction } = fixturePrediction(index + 1);
  const sample = { sha256: index.toString(16).padStart(64, '0'), bytes: 9, reason: 'unsure', at: index } as const;
  await store.call('samples.keep', { prediction, sample });
}
const boxes = [{ label: 'open', box: { x: 1, y: 1, width: 10, height: 10 } }];
const classes = ['open', 'short'];
const took: number[] = [];
for (let id = 1; id <= items; id += 1) {
  const from = performance.now();
  const by = { by: 'operator', origin: 'station', at: Date.now(), tookMs: 1 } as const;
  const saved = await store.call('labels.decide', { id, decision: 'labelled', boxes, classes, ...by });
  if (!saved.ok) throw new Error(saved.failure.message);
  await ledger.recordAct({ role: 'operator', door: 'websocket', act: 'labels.save', outcome: 'done' });
  took.push(performance.now() - from);
}
await store.close();
rmSync(folder, { recursive: true });
const sorted = took.toSorted((a, b) => a - b);
const at = (share: number): number => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 100) / 100;
console.log(
  `BENCH ${JSON.stringify({ name: 'label', p50: at(0.5), p95: at(0.95), most: at(1), unit: 'ms a durable label' })}`,
);
