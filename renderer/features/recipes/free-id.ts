import type { StationClient } from '../../app/transport.ts';
import { troubleOf } from '../../app/trouble.ts';
import { idFor } from '../../components/source-id.ts';

async function isTaken(client: StationClient, id: string): Promise<boolean> {
  try {
    await client.recipes.get({ id });
    return true;
  } catch (error) {
    if (troubleOf(error).code === 'not_found') return false;
    throw error;
  }
}

/** An id for a new recipe: also one that was put aside keeps its own. */
export async function freeId(client: StationClient, name: string): Promise<string> {
  const taken: string[] = [];
  for (;;) {
    const id = idFor(name, taken, 'recipe');
    if (!(await isTaken(client, id))) return id;
    taken.push(id);
  }
}
