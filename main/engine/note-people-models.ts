import { looksAtPeople } from '../../preload/contract/model-tasks.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Services } from './services.ts';

/** Before anything is sent: what an older version kept by a model that looks at people is theirs as well. */
export async function notePeopleModels({
  models,
  store,
  clock,
}: Pick<Services, 'models' | 'store' | 'clock'>): Promise<Outcome<null>> {
  const listed = await models.list();
  if (!listed.ok) return listed;
  const names = listed.value.flatMap(({ name, card }) => (card && looksAtPeople(card) ? [name] : []));
  return store.call('people.noteModels', { names, at: clock.wallMs() });
}
