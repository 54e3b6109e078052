import { SetupError } from './places.mjs';

/** Runs a command of the set-up and turns what it could not do into one sentence and an exit code. */
export async function atTheEdge(/** @type {() => Promise<number>} */ command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.output !== '') console.error(error.output);
    console.error(`\nSet-up stopped at ${error.message}`);
    process.exitCode = 1;
  }
}
