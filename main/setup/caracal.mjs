#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { atTheEdge } from './at-the-edge.mjs';
import { house } from './places.mjs';
import { prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

await atTheEdge(async () => {
  if (!existsSync(path.join(house, 'out/main/cli.js'))) await prepareStation();
  return runNode24([path.join(house, 'out/main/cli.js'), ...process.argv.slice(2)], { cwd: process.cwd() });
});
