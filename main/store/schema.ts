import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../../preload/contract/capability.ts';
import type { Inspection, Override } from '../../preload/contract/inspections.ts';
import type { ItemState } from '../../preload/contract/labels.ts';
import type { Fault, RecipeBody } from '../../preload/contract/recipes.ts';
import type { SourceSettings } from '../../preload/contract/sources.ts';
import type { Detection, Stretch, Verdict } from '../../preload/contract/values.ts';

/** What a person said of an item; the item's state is that of its last decision that stands. */
export type Decision = Extract<ItemState, 'labelled' | 'skipped' | 'not-sure'>;

/** Stands where a model judges nothing: the columns and the keys of the tally hold no null. */
export const noVerdict = '';
export type StoredVerdict = Verdict | typeof noVerdict;

/** The tables as the newest migration leaves them; a test holds the two against each other. Times are epoch ms. */

export const stations = sqliteTable('stations', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const settings = sqliteTable('settings', {
  key: text('key').primaryKey().notNull(),
  value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const sources = sqliteTable('sources', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  settings: text('settings', { mode: 'json' }).$type<SourceSettings>().notNull(),
  builtIn: integer('built_in', { mode: 'boolean' }).notNull(),
  addedAt: integer('added_at').notNull(),
});

export const predictionLogs = sqliteTable('prediction_logs', {
  id: integer('id').primaryKey(),
  frameId: text('frame_id').notNull(),
  sourceId: text('source_id').notNull(),
  modelName: text('model_name').notNull(),
  modelVersion: text('model_version').notNull(),
  capturedAt: integer('captured_at').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  detections: text('detections', { mode: 'json' }).$type<Detection[]>().notNull(),
  topScore: real('top_score'),
  topLabel: text('top_label'),
  verdict: text('verdict').$type<StoredVerdict>().notNull(),
  inferMs: real('infer_ms').notNull(),
  inspectionId: integer('inspection_id'),
  endToEndMs: real('end_to_end_ms').notNull().default(0),
  /** Of the clip; null for a picture. */
  durationMs: real('duration_ms'),
  marks: text('marks', { mode: 'json' }).$type<Stretch[]>(),
});

/** How many predictions of each kind lie in each block of ids: what makes counts, jumps and filters cheap. */
export const predictionTally = sqliteTable(
  'prediction_tally',
  {
    block: integer('block').notNull(),
    sourceId: text('source_id').notNull(),
    verdict: text('verdict').$type<StoredVerdict>().notNull(),
    /** Empty where nothing was found: a key holds no null. */
    topLabel: text('top_label').notNull(),
    rows: integer('rows').notNull(),
    oldestAt: integer('oldest_at').notNull(),
    newestAt: integer('newest_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.block, table.sourceId, table.verdict, table.topLabel] })],
);

export const models = sqliteTable('models', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  version: text('version').notNull(),
  sha256: text('sha256').notNull(),
  runsOn: text('runs_on').notNull(),
  loadedAt: integer('loaded_at').notNull(),
});

export const inspections = sqliteTable('inspections', {
  id: integer('id').primaryKey(),
  sourceId: text('source_id').notNull(),
  modelName: text('model_name').notNull(),
  modelVersion: text('model_version').notNull(),
  part: integer('part'),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at').notNull(),
  frames: integer('frames').notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  defects: text('defects', { mode: 'json' }).$type<Inspection['defects']>().notNull(),
  override: text('override', { mode: 'json' }).$type<Override>(),
  recipeId: text('recipe_id'),
  recipeVersion: integer('recipe_version'),
  why: text('why', { mode: 'json' }).$type<Fault[]>(),
  trouble: text('trouble'),
  /** The one that went on when it was judged; 0 before anybody ever began one. */
  shiftId: integer('shift_id').notNull().default(0),
});

/** A version is never changed: a change is the next one. */
export const recipes = sqliteTable(
  'recipes',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    body: text('body', { mode: 'json' }).$type<RecipeBody>().notNull(),
    note: text('note').notNull(),
    by: text('saved_by').$type<Role>().notNull(),
    at: integer('saved_at').notNull(),
    /** Put aside: all versions of a recipe at once. */
    archived: integer('archived', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

export const labelingQueue = sqliteTable('labeling_queue', {
  id: integer('id').primaryKey(),
  predictionId: integer('prediction_id').references(() => predictionLogs.id),
  sourceId: text('source_id').notNull(),
  medium: text('medium').$type<'picture' | 'sound'>().notNull(),
  sampleSha256: text('sample_sha256').notNull(),
  reason: text('reason').notNull(),
  preLabels: text('pre_labels', { mode: 'json' }).$type<unknown>().notNull(),
  state: text('state').$type<ItemState>().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  inspectionId: integer('inspection_id'),
  /** Of the sample's file. */
  bytes: integer('bytes').notNull().default(0),
  note: text('note').notNull().default(''),
  /** By lot: stays so when a verdict that is overridden changes the reason. */
  drawn: integer('drawn', { mode: 'boolean' }).notNull().default(false),
});

/** Every decision of a person on an item, those that were taken back included. */
export const reviewedLabels = sqliteTable('reviewed_labels', {
  id: integer('id').primaryKey(),
  itemId: integer('item_id')
    .notNull()
    .references(() => labelingQueue.id),
  sampleSha256: text('sample_sha256').notNull(),
  labels: text('labels', { mode: 'json' }).$type<unknown>().notNull(),
  reviewer: text('reviewer').notNull(),
  origin: text('origin').$type<'station' | 'cloud'>().notNull(),
  reviewedAt: integer('reviewed_at').notNull(),
  decision: text('decision').$type<Decision>().notNull().default('labelled'),
  tookMs: integer('took_ms').notNull().default(0),
  undoneAt: integer('undone_at'),
});

export const retrainingEvents = sqliteTable('retraining_events', {
  id: integer('id').primaryKey(),
  modelName: text('model_name').notNull(),
  trigger: text('trigger').notNull(),
  conditions: text('conditions', { mode: 'json' }).$type<unknown>().notNull(),
  state: text('state').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const outbox = sqliteTable('outbox', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  payload: text('payload', { mode: 'json' }).$type<unknown>().notNull(),
  attempts: integer('attempts').notNull(),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  lastErrorCode: text('last_error_code'),
  createdAt: integer('created_at').notNull(),
});

export const audit = sqliteTable('audit', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: integer('at').notNull(),
  role: text('role').notNull(),
  door: text('door').notNull(),
  act: text('act').notNull(),
  outcome: text('outcome').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
});
