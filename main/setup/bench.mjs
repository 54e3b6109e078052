import { readdirSync } from 'node:fs';
import path from 'node:path';
import { atTheEdge } from './at-the-edge.mjs';
import { house } from './places.mjs';
import { prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

await atTheEdge(async () => {
  const [name = '', ...flags] = process.argv.slice(2);
  const names = readdirSync(path.join(house, 'tests/bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'));
  if (!names.includes(name)) {
    console.error(`bench: expected one of ${names.join(', ')}, got "${name}". Run: npm run bench -- ${names[0]}`);
    return 2;
  }
  await prepareStation();
  // As a station's processes are started (main/engine/process-env.ts).
  return runNode24(['--max-semi-space-size=2', `tests/bench/${name}.ts`, ...flags]);
});
