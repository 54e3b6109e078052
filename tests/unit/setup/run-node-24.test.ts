import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { describeUnless, whyWindows } from '../../support/lacks.ts';

const runner = new URL('../../../main/setup/run-node-24.mjs', import.meta.url).href;

/** Two programs in a row, as `npm test` has them; the first is told to end while it runs. */
async function interrupt(first: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const program = `
    import { runNode24 } from ${JSON.stringify(runner)};
    await runNode24(['-e', ${JSON.stringify(first)}]);
    await runNode24(['-p', '"second"']);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') child.kill('SIGTERM');
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

describeUnless(whyWindows)('a row of programs', () => {
  it('ends with the one that was interrupted', async () => {
    const waits = `console.log('first'); setInterval(() => {}, 1000)`;
    expect(await interrupt(waits)).toEqual({ code: 128 + 15, said: 'first\n' });
  });

  it('goes on after one that stopped in order when it was told to', async () => {
    const stops = `process.on('SIGTERM', () => process.exit(0)); console.log('first'); setInterval(() => {}, 1000)`;
    expect(await interrupt(stops)).toEqual({ code: 0, said: 'first\nsecond\n' });
  });
});
