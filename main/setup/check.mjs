import { atTheEdge } from './at-the-edge.mjs';
import { refusesFlags } from './flags.mjs';
import { preparePackages } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

const checks = {
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  types: ['node_modules/typescript/bin/tsc', '-b'],
  layers: ['main/setup/layers/check.ts'],
  'unused exports': ['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'],
  'unit tests': ['node_modules/vitest/vitest.mjs', 'run', 'tests/unit', '--reporter=dot'],
};

/** Every check runs even where an earlier one failed: one run tells all there is to mend. */
await atTheEdge(async () => {
  const flags = process.argv.slice(2);
  if (refusesFlags('npm run check', flags, ['--no-unit'])) return 2;
  const skipUnit = flags.includes('--no-unit');
  await preparePackages();
  /** @type {string[]} */
  const failed = [];
  for (const [name, args] of Object.entries(checks)) {
    if (skipUnit && name === 'unit tests') continue;
    console.log(`\n== ${name}`);
    if ((await runNode24(args)) !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? '\ncheck: all clean' : `\ncheck: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
