import { runProgram } from './program.ts';

// Loaded only where no station runs: the engine takes longer to load than most calls take.
await runProgram(import.meta.url, async (dataFolder) => {
  const { openHeadless } = await import('../engine/headless.ts');
  return openHeadless(import.meta.url, dataFolder);
});
