/**
 * The ports of an Electron child process as far as the engine uses them. Written down here because only the shell knows
 * Electron; a test holds these shapes against Electron's own types.
 */
export interface ShellMessage {
  readonly data: unknown;
  readonly ports: readonly ShellPort[];
}

export interface ShellPort {
  on(event: 'message', listener: (message: ShellMessage) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  /** Messages wait in the port until this is called. */
  start(): void;
  close(): void;
}

/** `process.parentPort` of a process that the shell started. */
export interface ParentPort {
  on(event: 'message', listener: (message: ShellMessage) => void): unknown;
  postMessage(message: unknown): void;
}
