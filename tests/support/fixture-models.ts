import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../../main/domain/outcome.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { ModelEntry, TransferProgress } from '../../preload/contract/models.ts';
import { faceCard } from './face-card.ts';
import { fixtureCard } from './fixture-card.ts';

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
    card: fixtureCard,
  },
  {
    name: 'yunet',
    version: '2023.3.0',
    title: 'YuNet face detector',
    task: 'find-faces',
    licence: 'MIT',
    commercial: true,
    bytes: 232_589,
    state: 'available',
    builtIn: false,
    note: 'Finds faces with five points each; says nothing of who it is.',
    card: faceCard(640, { name: 'yunet', version: '2023.3.0' }),
  },
  {
    name: 'silero-vad',
    version: '6.2.0',
    title: 'Silero voice activity',
    task: 'find-speech',
    licence: 'MIT',
    commercial: true,
    bytes: 2_327_524,
    state: 'available',
    builtIn: false,
    note: 'Finds where somebody speaks, at 16 kHz.',
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

async function* transfer({ name, bytes }: ModelEntry, done: () => void): AsyncGenerator<TransferProgress> {
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
  done();
  yield told('installed', bytes);
}

export function fixtureModels() {
  const pulled = new Set<string>();
  return {
    list: procedures.models.list.handler(() =>
      entries.map((entry) => (pulled.has(entry.name) ? { ...entry, state: 'installed' as const } : entry)),
    ),
    pull: procedures.models.pull.handler(({ input }) => transfer(known(input.name), () => pulled.add(input.name))),
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
}
