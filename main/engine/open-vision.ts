import { availableParallelism } from 'node:os';
import type { PartHealth } from '../../preload/contract/station.ts';
import type { VisionVerbs } from '../workers/protocol.ts';
import type { Clock } from './clock.ts';
import type { WorkerLauncher } from './workers/launcher.ts';
import { Supervisor, type SupervisorLimits } from './workers/supervisor.ts';
import { type AskVision, askWorker } from './workers/worker-link.ts';

export interface Vision {
  readonly supervisor: Supervisor;
  /** Starts the worker where it does not run yet, and waits for its first start. */
  readonly ask: AskVision;
}

export interface VisionOptions {
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: SupervisorLimits;
  readonly onHealth: (health: PartHealth) => void;
}

export function openVision(options: VisionOptions): Vision {
  const supervisor = new Supervisor({ part: 'vision worker', kind: 'vision', ...options });
  const askNow = askWorker<VisionVerbs>(supervisor);
  const ask: AskVision = async (verb, input, deadlineMs) => {
    await supervisor.start();
    // Somebody wants the line now: a worker that was given up gets its next chance at once.
    if (verb === 'start') supervisor.retry();
    return askNow(verb, input, deadlineMs);
  };
  return { supervisor, ask };
}

/** More threads than this gain nothing on networks of this size, and the capture thread needs room too. */
export const inferenceThreads = (): number => Math.max(1, Math.min(4, availableParallelism()));
