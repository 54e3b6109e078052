import { ground } from './0001-ground.ts';
import { loop } from './0002-loop.ts';
import { labels } from './0003-labels.ts';
import { monitor } from './0004-monitor.ts';
import { sound } from './0005-sound.ts';
import { recipes } from './0006-recipes.ts';
import { outputs } from './0007-outputs.ts';
import { confidence } from './0008-confidence.ts';
import { batch } from './0009-batch.ts';
import { shiftCounts } from './0010-shift-counts.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps: the last one's number is the version of the schema. */
export const migrations: readonly Migration[] = [
  ground,
  loop,
  labels,
  monitor,
  sound,
  recipes,
  outputs,
  confidence,
  batch,
  shiftCounts,
];

export const newestVersion = migrations.length;
