import { atTheEdge } from './at-the-edge.mjs';
import { preparePackages } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

/** The endpoint needs neither the native part nor the pages of a station: a server without a compiler runs it too. */
await atTheEdge(async () => {
  await preparePackages();
  return runNode24(['cloud/endpoint/main.ts', ...process.argv.slice(2)]);
});
