import path from 'node:path';
import { VisionWorker } from '../vision-worker.ts';

/** A parent to be killed: its vision worker looks at the demo line, and its id is told once it does. */
const worker = new VisionWorker();
const modelFolder = path.join(import.meta.dirname, '../../../models/pcb-defects');
const settings = { kind: 'demo', seed: 1, fps: 10, defectsPerBoard: 1, lightingDrift: 0, blurDrift: 0 } as const;
await worker.ask('start', {
  sourceId: 'demo',
  settings,
  models: [{ folder: modelFolder }],
  threads: 1,
  picturesPerSecond: 1,
});
await worker.until(() => worker.all('prediction').length > 0);
process.send?.(worker.process.pid);
