import type { WorkerLauncher } from '../../../main/engine/workers/launcher.ts';
import type { FramePrediction } from '../../../main/workers/protocol.ts';

/** Lets a bench overhear the predictions that a worker tells its engine; nothing is held up or changed. */
export const tapped = (launcher: WorkerLauncher, heard: (prediction: FramePrediction) => void): WorkerLauncher => ({
  launch: (kind) => {
    const worker = launcher.launch(kind);
    worker.onMessage((message) => {
      if (message.kind === 'told' && message.event === 'prediction') heard(message.value as FramePrediction);
    });
    return worker;
  },
});
