import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const workers = path.join(import.meta.dirname, '../../../main/workers');

const run = (script: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });

describe('the edge of a worker process', () => {
  it.each([
    ['thrown', "setTimeout(() => { throw new Error('no memory', { cause: new Error('map failed') }); });"],
    ['rejected', "Promise.reject(new Error('no memory', { cause: new Error('map failed') }));"],
  ])('catches a bug that was %s once: one line with its cause, exit code 1', (_how, bug) => {
    const edge = JSON.stringify(path.join(workers, 'edge.ts'));
    const { status, stderr } = run(`import { guardEdge } from ${edge}; guardEdge('The worker'); ${bug}`);
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^The worker stopped by a bug: Error: no memory .*caused by Error: map failed/);
  });

  it('tells a person who starts the worker by hand what to do instead', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(workers, 'vision.ts')], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toBe('The vision worker is started by the station, not by hand: run "npm start".\n');
  });
});
