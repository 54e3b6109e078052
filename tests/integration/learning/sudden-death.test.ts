import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { told } from '../../unit/store/ask.ts';
import { rowOf } from '../../unit/store/prediction-rows.ts';

const child = fileURLToPath(new URL('labelling-child.ts', import.meta.url));
const items = 500;

function opened(folder: string): Connection {
  const db = openDatabase(join(folder, 'station.db'), 0);
  if (!db.ok) throw new Error(db.failure.message);
  return db.value;
}

function fill(folder: string): void {
  const db = opened(folder);
  for (let index = 0; index < items; index += 1) {
    const sample = { sha256: index.toString(16).padStart(64, '0'), bytes: 9, reason: 'unsure', at: index } as const;
    told(db, 'samples.keep', { prediction: rowOf(index), sample });
  }
  db.close();
}

/** Labels in a real engine process until so many are answered as saved, then kills it; the ids that were answered. */
async function labelAndKill(folder: string, atMost: number): Promise<readonly number[]> {
  const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    if (heard.split('\n').length > atMost) running.kill('SIGKILL');
  });
  await once(running, 'close');
  // The last line may be cut in half.
  return heard.split('\n').slice(0, -1).map(Number).filter(Number.isInteger);
}

describe('an engine that is killed while a person labels', () => {
  it('has every label that was answered as saved, and goes on with the rest', async () => {
    const folder = temporaryFolder();
    fill(folder);
    const answered = await labelAndKill(folder, 230);
    expect(answered.length).toBeGreaterThanOrEqual(200);
    const db = opened(folder);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    for (const id of answered) {
      const item = told(db, 'queue.get', { id });
      expect(item).toMatchObject({ state: 'labelled', labels: [{ label: 'open', box: { x: id } }] });
    }
    const { labelled, waiting } = told(db, 'queue.count', { medium: 'picture' });
    expect(labelled + waiting).toBe(items);
    expect(labelled).toBeGreaterThanOrEqual(answered.length);
    db.close();
    const rest = await labelAndKill(folder, Number.POSITIVE_INFINITY);
    const after = opened(folder);
    expect(told(after, 'queue.count', { medium: 'picture' })).toMatchObject({ labelled: items, waiting: 0 });
    const labels = after.raw.prepare('SELECT count(*) FROM reviewed_labels').pluck().get();
    expect(labels).toBe(items);
    expect(rest).toHaveLength(waiting);
    after.close();
  }, 60_000);
});
