import { atTheEdge } from './at-the-edge.mjs';
import { prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

/** `node run-prepared.mjs FILE [flags]`: sets up, then runs a program of the house under Node 24. */
await atTheEdge(async () => {
  await prepareStation();
  return runNode24(process.argv.slice(2));
});
