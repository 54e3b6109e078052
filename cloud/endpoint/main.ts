import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { pino } from 'pino';
import { z } from 'zod';
import { runProgram } from './program.ts';

/** The process edge of the endpoint: the terminal, signals, the exit code, and the one place where a bug is caught. */
const log = pino({ base: { pid: process.pid } }, pino.destination(2));

/** The database tells values in the details of its errors, so only name, code and stack are written down. */
function reportBug(error: unknown, act: string): void {
  const isError = error instanceof Error;
  const code = isError && 'code' in error ? String(error.code) : undefined;
  log.error({ act, code, stack: isError ? error.stack : typeof error }, 'a bug');
}

function die(error: unknown): never {
  reportBug(error, 'endpoint');
  process.exit(1);
}
process.on('uncaughtException', die);
process.on('unhandledRejection', die);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const house = z.object({ version: z.string() });
const { version } = house.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

process.exitCode = await runProgram({
  args: process.argv.slice(2),
  env: process.env,
  home: homedir(),
  version,
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  reportBug,
  onStop: (stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  },
});
