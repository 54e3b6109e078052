import type { VisionEvents, VisionVerbs } from '../../main/workers/protocol.ts';
import { HeldWorker } from './held-worker.ts';

export class VisionWorker extends HeldWorker<VisionVerbs, VisionEvents> {
  constructor(environment: NodeJS.ProcessEnv = process.env) {
    super('vision.ts', environment);
  }
}
