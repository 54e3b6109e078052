import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientOf, lineUntil } from '../../support/engine-station.ts';
import { until } from '../../support/outputs/plc.ts';
import { byTrigger, openTelling, plcOf, stateUntil } from '../../support/outputs/told-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a PLC that asks for recipes', () => {
  it('tells a PLC Error and no Ready where the switch that it asked for cannot be recorded', async () => {
    const folder = temporaryFolder();
    const engine = await openTelling(folder);
    const plc = await plcOf(engine);
    for (const code of ['17', '18']) await byTrigger(engine, ['plc'], code);
    await clientOf(engine).inspections.start({ recipe: 'boards-18' });
    await until(() => plc.get('ready') === 1);
    const file = new Database(join(folder, 'station.db'));
    onTestFinished(() => void file.close());
    file.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
    plc.set('recipe', 17);
    await stateUntil(engine, 'plc', ({ note }) => /audit/.test(note));
    await until(() => plc.get('error') === 1);
    expect(plc.get('ready')).toBe(0);
    file.exec('DROP TRIGGER full');
    plc.set('recipe', 18);
    await until(() => plc.get('ready') === 1 && plc.get('error') === 0);
    await lineUntil(engine, ({ recipe, state }) => recipe?.id === 'boards-18' && state === 'running');
  });
});
