import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { noteGivenIds } from './given-ids.ts';
import { getSetting, setSetting } from './settings.ts';

const consentKey = 'people';
/** Names of the models whose samples show people: known also after such a model was taken away. Only this file writes it. */
const modelsKey = 'people-models';

function settingOf(db: ReadableDb, key: string): unknown {
  const found = getSetting(db, { key });
  return found.ok ? found.value?.value : undefined;
}

/** Read in the transaction that keeps or sends, so that a switch that was turned off holds from its own commit on. */
export function mayKeepPeople(db: ReadableDb): boolean {
  if (db.column<number>('SELECT 1 FROM temp.withdrawn').get() !== undefined) return false;
  const value = settingOf(db, consentKey);
  return typeof value === 'object' && value !== null && 'keepSamples' in value && value.keepSamples === true;
}

export const mayKeep = (db: ReadableDb, _input: null): Outcome<boolean> => succeed(mayKeepPeople(db));

/** Writes nothing to the disk: holds at once and until the station ends, whether the setting can be written or not. */
export function withdraw(db: WritableDb, { isWithdrawn }: { readonly isWithdrawn: boolean }): Outcome<null> {
  db.write('DELETE FROM temp.withdrawn').run();
  if (isWithdrawn) db.write('INSERT INTO temp.withdrawn (id) VALUES (1)').run();
  return succeed(null);
}

const peopleModels = (db: ReadableDb): readonly string[] => {
  const value = settingOf(db, modelsKey);
  return Array.isArray(value) ? value.map(String) : [];
};

/** From here on every sample of this model counts as one of a person. */
export function notePeopleModel(db: WritableDb, name: string, at: number): void {
  const known = peopleModels(db);
  if (!known.includes(name)) setSetting(db, { key: modelsKey, value: [...known, name], at });
}

/** Only of those that kept samples here: the list stays as short as it can be. */
export function notePeopleModels(
  db: WritableDb,
  { names, at }: { readonly names: readonly string[]; readonly at: number },
): Outcome<null> {
  const kept = db.column<number>(`
    SELECT 1 FROM labeling_queue q JOIN prediction_logs p ON p.id = q.prediction_id WHERE p.model_name = ? LIMIT 1`);
  for (const name of names) if (kept.get(name) !== undefined) notePeopleModel(db, name, at);
  return succeed(null);
}

/** Holds for a row of `prediction_logs` called `p` whose sample is one of a person. */
export const showsPersonSql = `p.model_name IN (
  SELECT j.value FROM settings s, json_each(s.value) j WHERE s.key = '${modelsKey}')`;

const itemsOfPeople = `
  SELECT q.id FROM labeling_queue q JOIN prediction_logs p ON p.id = q.prediction_id WHERE ${showsPersonSql}`;

const isOfPerson = `
  CASE kind
    WHEN 'sample' THEN coalesce(json_extract(payload, '$.itemId'), json_extract(payload, '$.subject'))
    WHEN 'label' THEN (SELECT item_id FROM reviewed_labels
      WHERE id = coalesce(json_extract(payload, '$.labelId'), json_extract(payload, '$.subject')))
    WHEN 'picture' THEN (SELECT id FROM labeling_queue WHERE sample_sha256 = json_extract(payload, '$.subject'))
  END IN (${itemsOfPeople})`;

/** Which outbox rows may leave: without consent no sample of a person does, nor what was said of one. */
export const mayLeaveSql = (db: ReadableDb): string =>
  mayKeepPeople(db) || peopleModels(db).length === 0 ? '1' : `coalesce(NOT (${isOfPerson}), 1)`;

/** Asked for each picture just before it is sent: the endpoint may miss one that it was told of before. */
export function mayLeave(db: ReadableDb, { sha256 }: { readonly sha256: string }): Outcome<boolean> {
  const showsPerson = db
    .column<number | null>(
      `SELECT max(coalesce(${showsPersonSql}, 0)) FROM labeling_queue q LEFT JOIN prediction_logs p ON p.id = q.prediction_id
       WHERE q.sample_sha256 = ?`,
    )
    .get(sha256);
  // Of what no item names nobody can tell whom it shows: its item was deleted, and its file is about to be.
  if (typeof showsPerson !== 'number') return succeed(false);
  return succeed(showsPerson === 0 || mayKeepPeople(db));
}

export function countPeople(db: ReadableDb, _input: null): Outcome<{ kept: number; heldBack: number }> {
  const kept = db.column<number>(`SELECT count(*) FROM (${itemsOfPeople})`).get() ?? 0;
  const waiting = db.column<number>(`SELECT count(*) FROM outbox WHERE kind = 'sample' AND ${isOfPerson}`).get() ?? 0;
  return succeed({ kept, heldBack: mayKeepPeople(db) ? 0 : waiting });
}

/** Takes every sample of a person out, with its labels and all that waits to be sent of it; gives the files that are to go. */
export function deletePeople(
  db: WritableDb,
  { at }: { readonly at: number },
): Outcome<{ items: number; hashes: readonly string[] }> {
  noteGivenIds(db, at);
  const hashes = db
    .column<string>(`SELECT DISTINCT sample_sha256 FROM labeling_queue WHERE id IN (${itemsOfPeople})`)
    .all();
  db.write(`DELETE FROM outbox WHERE ${isOfPerson}`).run();
  for (const sha256 of hashes) {
    db.write(`DELETE FROM outbox WHERE kind = 'picture' AND json_extract(payload, '$.subject') = ?`).run(sha256);
  }
  db.write(`DELETE FROM reviewed_labels WHERE item_id IN (${itemsOfPeople})`).run();
  const { changes } = db.write(`DELETE FROM labeling_queue WHERE id IN (${itemsOfPeople})`).run();
  return succeed({ items: changes, hashes });
}
