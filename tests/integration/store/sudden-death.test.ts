import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../main/store/open-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { told } from '../../unit/store/ask.ts';

const child = fileURLToPath(new URL('appending-child.ts', import.meta.url));

/** Lets a real process append until it has acknowledged so many lines, then kills it in the middle of its work. */
async function killWhileAppending(file: string, lines: number): Promise<{ rows: number; inspections: number }> {
  const running = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    if (heard.split('\n').length > lines) running.kill('SIGKILL');
  });
  await once(running, 'close');
  const [rows = 0, inspections = 0] = (heard.split('\n').at(-2) ?? '').split(' ').map(Number);
  return { rows, inspections };
}

describe('a process that is killed while it appends', () => {
  it.each([3, 25])('leaves a sound file with every row that was acknowledged, after %i flushes', async (lines) => {
    const file = join(temporaryFolder(), 'station.db');
    const acknowledged = await killWhileAppending(file, lines);
    expect(acknowledged.inspections).toBeGreaterThanOrEqual(lines);
    const opened = openDatabase(file, 0);
    if (!opened.ok) throw new Error(opened.failure.message);
    const db = opened.value;
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = told(db, 'predictions.count', {});
    expect(rows).toBeGreaterThanOrEqual(acknowledged.rows);
    expect(rows).toBe(db.raw.prepare('SELECT count(*) FROM prediction_logs').pluck().get());
    const frames = db.raw.prepare('SELECT frame_id FROM prediction_logs ORDER BY id').pluck().all();
    expect(frames).toEqual(frames.map((_, index) => `frame-${index}`));
    expect(told(db, 'inspections.count', null).fail).toBeGreaterThanOrEqual(acknowledged.inspections);
    db.close();
  });
});
