import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FromEngine, toEngine } from '../../main/engine/host-protocol.ts';

/** An engine process that runs nothing; the station's name says how it shall behave. */
const tell = (message: FromEngine): void => void process.send?.(message);
const refusal = {
  code: 'read_only',
  message: 'The data folder: refused.',
  thing: 'x',
  expected: 'y',
  remedy: 'z',
} as const;
let mode = '';

process.on('disconnect', () => process.exit(9));
process.on('message', (data) => {
  const message = toEngine.parse(data);
  if (message.kind === 'stop') {
    if (mode === 'slow') setTimeout(() => process.exit(0), 200);
    else if (mode !== 'deaf') process.exit(0);
    return;
  }
  mode = message.name ?? '';
  writeFileSync(
    join(message.dataFolder, `${process.pid}.started`),
    JSON.stringify({ ...message, arenas: process.env.MALLOC_ARENA_MAX, flags: process.execArgv }),
  );
  if (mode === 'falls over') {
    process.stderr.write('it broke here\n');
    process.exit(7);
  }
  if (mode === 'refuses') {
    tell({ kind: 'failed', failure: { ...refusal, received: undefined }, final: true });
    setTimeout(() => process.exit(1), 20);
    return;
  }
  if (mode === 'cannot yet') {
    tell({ kind: 'failed', failure: { ...refusal, received: undefined }, final: false });
    setTimeout(() => process.exit(1), 20);
    return;
  }
  if (mode === 'silent') return;
  tell({ kind: 'ready', address: 'http://127.0.0.1:7420', link: 'http://127.0.0.1:7420/enter?token=t', note: '' });
});
