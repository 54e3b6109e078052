import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../../main/domain/outcome.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { ModelEntry, TransferProgress } from '../../preload/contract/models.ts';

const sha256 = '0'.repeat(64);
const entries: readonly ModelEntry[] = [
  {
    name: 'pcb-defects',
    version: '1.0.0',
    title: 'Defects of bare circuit boards',
    task: 'detect',
    licence: 'GPL-3.0-or-later',
    commercial: true,
    bytes: 3_100_000,
    state: 'installed',
    builtIn: true,
    note: '',
    card: null,
  },
  {
    name: 'general-objects',
    version: '2.1.0',
    title: 'Everyday objects, 80 classes',
    task: 'detect',
    licence: 'Apache-2.0',
    commercial: true,
    bytes: 9_400_000,
    state: 'available',
    builtIn: false,
    note: '',
    card: null,
  },
];

function known(name: string): ModelEntry {
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry !== undefined) return entry;
  const expected = `one of ${entries.map((candidate) => candidate.name).join(', ')}`;
  return valueOr(
    fail('not_found', { thing: 'name', expected, received: `"${name}"`, remedy: 'See the list of models.' }),
  );
}

async function* transfer({ name, bytes }: ModelEntry): AsyncGenerator<TransferProgress> {
  const told = (step: TransferProgress['step'], doneBytes: number): TransferProgress => ({
    name,
    step,
    doneBytes,
    totalBytes: bytes,
    resumedAt: 0,
  });
  yield told('looking', 0);
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    await wait(5);
    yield told('copying', Math.round((bytes * tenth) / 10));
  }
  yield told('checking', bytes);
  yield told('installed', bytes);
}

export const fixtureModels = {
  list: procedures.models.list.handler(() => [...entries]),
  pull: procedures.models.pull.handler(({ input }) => transfer(known(input.name))),
  import: procedures.models.import.handler(() =>
    valueOr(
      fail('model_refused', {
        thing: 'folder',
        expected: 'a folder with card.json',
        received: 'none',
        remedy: 'Choose the folder that holds card.json.',
      }),
    ),
  ),
  verify: procedures.models.verify.handler(({ input }) => ({
    name: known(input.name).name,
    ok: true,
    sha256,
    runsOn: 'cpu, 2 threads',
    warmUpMs: 84,
    note: '',
  })),
};
