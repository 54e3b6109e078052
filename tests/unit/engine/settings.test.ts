import { expect, it } from 'vitest';
import { succeed } from '../../../main/domain/outcome.ts';
import { openSettings } from '../../../main/engine/settings.ts';
import type { Store } from '../../../main/store/store.ts';

const demo = { sourceId: 'demo-line', model: 'pcb-defects' };

/** What was stored, by key, as an older version left it. */
function settingsOver(stored: Record<string, unknown>) {
  const call = async (verb: string, input: { readonly key: string; readonly value?: unknown }) => {
    if (verb === 'settings.set') stored[input.key] = input.value;
    return succeed(Object.hasOwn(stored, input.key) ? { value: stored[input.key] } : null);
  };
  return openSettings({ call } as unknown as Store, () => 0);
}

it('the demo line runs on the first start of all', async () => {
  expect(await settingsOver({}).get('lines')).toEqual({ running: [demo], stopped: [], newest: demo });
});

it('the one line of an older version goes on, or stays stopped with its model known', async () => {
  const gate = { sourceId: 'gate', model: 'yunet' };
  expect(await settingsOver({ line: { running: true, ...gate } }).get('lines')).toEqual({
    running: [gate],
    stopped: [],
    newest: gate,
  });
  expect(await settingsOver({ line: { running: false, ...gate } }).get('lines')).toEqual({
    running: [],
    stopped: [],
    newest: gate,
  });
});

it('what each PLC asked for last is kept, and none did on the first start', async () => {
  const settings = settingsOver({});
  expect(await settings.get('plcCodes')).toEqual({ asked: {} });
  const asked = { plc: { code: '17', came: 'followed' } } as const;
  await settings.set('plcCodes', { asked });
  expect(await settings.get('plcCodes')).toEqual({ asked });
});

it('what was set since counts, and a value that does not fit does not', async () => {
  const settings = settingsOver({ line: { running: true, ...demo } });
  const gate = { sourceId: 'gate', model: 'yunet', recipe: { id: 'boards', version: 2 }, inputSize: 320 };
  await settings.set('lines', { running: [demo], stopped: [gate], newest: gate });
  expect(await settings.get('lines')).toEqual({ running: [demo], stopped: [gate], newest: gate });
  const before = { running: [demo], newest: gate };
  expect(await settingsOver({ lines: before }).get('lines')).toEqual({ ...before, stopped: [] });
  expect(await settingsOver({ lines: 7 }).get('lines')).toEqual({ running: [demo], stopped: [], newest: demo });
});
