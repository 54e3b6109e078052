import { assertNever } from '../domain/assert-never.ts';
import { type Failure, failure } from '../domain/outcome.ts';
import { isLive } from '../engine/doors/live-iterator.ts';
import type { StationClient } from '../engine/doors/station-doors.ts';
import type { Capability } from '../serving/capabilities-of.ts';
import { failureOf } from '../serving/wire-failure.ts';
import { type Command, readCommand } from './command.ts';
import { drafted, fillIn, type ReadValue } from './fill-in.ts';
import { helpFor } from './help.ts';
import { keepFile } from './keep-file.ts';
import { createPrinter, type Printer, type Terminal } from './printer.ts';
import { type OpenHeadless, reachStation } from './reach.ts';
import { whyInVain } from './tried-in-vain.ts';
import type { Read } from './usage.ts';
import { showWaiting } from './waiting.ts';

export const exitCodes = { done: 0, failed: 1, misused: 2, interrupted: 130 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface CliOptions {
  readonly args: readonly string[];
  readonly version: string;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Where the station keeps its data, given the flag of the person. */
  readonly dataFolder: (flag: string | undefined) => string;
  readonly openHeadless: OpenHeadless;
  readonly readValue: ReadValue;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** One command, from what was typed to its exit code. */
export async function runCli(options: CliOptions): Promise<ExitCode> {
  const { args, version, stdout, stderr } = options;
  const command = await understand(args, options.readValue);
  if (!command.ok) {
    stderr.write(`${command.misuse.sentence}\n`);
    return exitCodes.misused;
  }
  switch (command.value.kind) {
    case 'help':
      stdout.write(`${helpFor(command.value.noun, command.value.verb)}\n`);
      return exitCodes.done;
    case 'version':
      stdout.write(`${version}\n`);
      return exitCodes.done;
    case 'call':
      return call(command.value, options);
    default:
      return assertNever(command.value);
  }
}

/** Read once more with the value in its place: what is wrong anyway is told without waiting for it. */
async function understand(args: readonly string[], readValue: ReadValue): Promise<Read<Command>> {
  const command = readCommand(drafted(args));
  if (!command.ok || command.value.kind !== 'call') return command;
  const filled = await fillIn(args, readValue);
  return filled.ok ? readCommand(filled.value) : filled;
}

async function call(
  { capability, input, common }: Extract<Command, { kind: 'call' }>,
  { stdout, stderr, dataFolder, openHeadless, interrupted }: CliOptions,
): Promise<ExitCode> {
  const printer = createPrinter(common.output, stdout, stderr);
  const folder = dataFolder(common.dataFolder);
  let endWaiting = showWaiting(capability.act, stderr);
  const reached = await reachStation({ dataFolder: folder, as: common.as, openHeadless });
  if (!reached.ok) {
    endWaiting();
    printer.failure(reached.failure);
    return exitCodes.failed;
  }
  if (!reached.value.isRunning) {
    endWaiting();
    printer.note(`No station runs on ${folder}: its files answer.`);
    endWaiting = showWaiting(capability.act, stderr);
  }
  try {
    const worked = await ask(reached.value.client, capability, input, interrupted, {
      ...printer,
      answered: () => endWaiting(),
      out: common.out,
    });
    if (!worked) return exitCodes.failed;
    return interrupted.aborted ? exitCodes.interrupted : exitCodes.done;
  } catch (error) {
    endWaiting();
    if (interrupted.aborted) return exitCodes.interrupted;
    printer.failure(failureOf(error) ?? lost(capability.act, error));
    return exitCodes.failed;
  } finally {
    await reached.value.close();
  }
}

/** Whether what was asked for was done. */
async function ask(
  client: StationClient,
  { noun, verb }: Capability,
  input: unknown,
  signal: AbortSignal,
  printer: Printer & { answered(): void; readonly out: string | undefined },
): Promise<boolean> {
  const answer = await callByName(client, [noun, verb], input, signal);
  printer.answered();
  if (answer instanceof Blob && printer.out !== undefined) {
    const kept = await keepFile(answer, printer.out);
    if (kept.ok) printer.value(kept.value);
    else printer.failure(kept.failure);
    return kept.ok;
  }
  if (!isLive(answer)) {
    printer.value(answer);
    const inVain = whyInVain(answer);
    if (inVain !== undefined) printer.note(inVain);
    return inVain === undefined;
  }
  for (let step = await answer.next(); !step.done; step = await answer.next()) printer.next(step.value);
  printer.end();
  return true;
}

/** The words come from the contract, so that the client has them; its types cannot know which were typed. */
async function callByName(
  client: object,
  path: readonly string[],
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  let target: unknown = client;
  for (const name of path) target = Reflect.get(Object(target), name);
  if (typeof target !== 'function') throw new TypeError(`Expected ${path.join('.')} to be a capability`);
  return Reflect.apply(target, undefined, [input, { signal }]);
}

/** The call did not settle with an answer of the station: the connection to it broke. */
function lost(act: string, error: unknown): Failure {
  if (error instanceof TypeError) throw error;
  return failure('unreachable', {
    thing: act,
    expected: 'an answer of the station',
    received: 'a closed connection',
    remedy: 'See whether the station still runs, then try again.',
  });
}
