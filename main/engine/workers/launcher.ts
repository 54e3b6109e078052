import type { Message } from '../../workers/protocol.ts';

export const workerKinds = ['vision', 'speech', 'teach', 'report', 'outputs'] as const;
export type WorkerKind = (typeof workerKinds)[number];

export interface WorkerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** One process of ours, whoever started it: `fork` under Node, the shell's utilityProcess under Electron. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  send(message: Message): void;
  onMessage(listener: (message: Message) => void): void;
  /** Called once, also where the process could not be started at all. */
  onExit(listener: (exit: WorkerExit) => void): void;
  /** Asks it to leave by closing its channel: a worker without its engine has no business left. */
  end(): void;
  /** Ends it without asking, hung or not. */
  kill(): void;
}

export interface WorkerLauncher {
  launch(kind: WorkerKind): WorkerProcess;
}
