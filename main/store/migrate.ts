import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { applicationId } from './file-check.ts';
import { migrations } from './migrations/all.ts';

const backupsKept = 2;

/** Backups of one file, oldest first: their names carry the time at which they were made. */
export function backupsOf(file: string): readonly string[] {
  const folder = dirname(file);
  const names = readdirSync(folder).filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('.bak'));
  return names.sort().map((name) => join(folder, name));
}

function backUp(raw: Database.Database, file: string, version: number, now: number): void {
  const target = `${file}.${now}-v${version}.bak`;
  // Left by a try that was cut off.
  rmSync(target, { force: true });
  let whole = false;
  try {
    raw.prepare('VACUUM INTO ?').run(target);
    const descriptor = openSync(target, 'r+');
    fsyncSync(descriptor);
    closeSync(descriptor);
    whole = true;
  } finally {
    if (!whole) rmSync(target, { force: true });
  }
  for (const old of backupsOf(file).slice(0, -backupsKept)) rmSync(old);
}

/** Brings the file from its version to the newest: a backup first, then all steps in one transaction or none. */
export function migrate(raw: Database.Database, file: string, version: number, now: number): void {
  const steps = migrations.filter((step) => step.version > version);
  const last = steps.at(-1);
  if (last === undefined) return;
  if (version > 0) backUp(raw, file, version, now);
  raw.pragma('synchronous = FULL');
  raw
    .transaction(() => {
      raw.pragma(`application_id = ${applicationId}`);
      for (const step of steps) raw.exec(step.sql);
      raw.pragma(`user_version = ${last.version}`);
    })
    .immediate();
  raw.pragma('synchronous = NORMAL');
}
