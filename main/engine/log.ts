import { join } from 'node:path';
import { type Logger, multistream, pino } from 'pino';
import { RotatedFile } from './rotated-file.ts';

export interface Log {
  info(facts: Facts, line: string): void;
  warn(facts: Facts, line: string): void;
  error(facts: Facts, line: string): void;
  close(): void;
}

/** What may stand beside a line: parts, codes, counts and times. Nothing of a person, no parameter of a query. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface LogOptions {
  /** Absent for a command that only looks: then nothing is written to disk. */
  readonly folder?: string | undefined;
  readonly level?: 'info' | 'warn' | 'error';
  readonly stderr?: { write(line: string): void };
}

/** One log for the whole engine: lines of JSON on stderr and in a bounded file of the data folder. */
export function openLog(options: LogOptions): Log {
  const path = options.folder === undefined ? undefined : join(options.folder, 'station.log');
  const file = path === undefined ? undefined : new RotatedFile({ path, maxBytes: 4_000_000, keep: 4 });
  const streams = [{ stream: options.stderr ?? process.stderr }, ...(file === undefined ? [] : [{ stream: file }])];
  const logger: Logger = pino({ level: options.level ?? 'info', base: { pid: process.pid } }, multistream(streams));
  return {
    info: (facts, line) => logger.info(facts, line),
    warn: (facts, line) => logger.warn(facts, line),
    error: (facts, line) => logger.error(facts, line),
    close: () => file?.close(),
  };
}

/** The stack of an error with its causes: enough to find a bug, without the values that it happened on. */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return `Something that is not an error was thrown: ${typeof error}`;
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describeBug(error.cause)}`;
}
