import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

/** The tests look at the page as it ships; `npm test` has built it already, a single run of them may not have. */
export async function builtPage(): Promise<void> {
  if (existsSync(resolve('out/renderer/index.html'))) return;
  await build({ configFile: resolve('renderer/vite.config.ts'), logLevel: 'warn' });
}
