import { SetupError } from './places.mjs';

/** What the system refused, e.g. a folder that cannot be written; undefined for a bug. */
function refusalOf(/** @type {unknown} */ error) {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return new SetupError({
    step: 'files',
    cause: error.message,
    remedy: 'Run the same command as an account that may write to this folder, on a disk with room.',
  });
}

/** Runs a command of the set-up and turns what it could not do into one sentence and an exit code. */
export async function atTheEdge(/** @type {() => Promise<number>} */ command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    const told = error instanceof SetupError ? error : refusalOf(error);
    if (told === undefined) throw error;
    if (told.output !== '') console.error(told.output);
    console.error(`\nSet-up stopped at ${told.message}`);
    process.exitCode = 1;
  }
}
