import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../main/domain/outcome.ts';
import { stoppedLine } from '../../../../main/engine/line/stopped-line.ts';
import { LineRoutes } from '../../../../main/engine/outputs/line-routes.ts';
import type { LineState } from '../../../../preload/contract/inspections.ts';
import { modbusSettings, webhookSettings } from '../../../../preload/contract/output-settings.ts';
import { type PartsBy, type Recipe, recipeBody } from '../../../../preload/contract/recipes.ts';
import { fixtureInspection } from '../../../support/fixture-predictions.ts';

const webhook = webhookSettings.parse({ kind: 'webhook', url: 'https://mes' });
const plc = modbusSettings.parse({ kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {} });
const byTrigger: PartsBy = { by: 'trigger', frames: 2, delayMs: 0 };

const lineOf = (sourceId: string, over: Partial<LineState> = {}): LineState => ({
  ...stoppedLine,
  sourceId,
  wanted: true,
  state: 'running',
  ...over,
});
const recipeRef = (id: string) => ({ id, version: 1, name: id });

function routesOf(recipes: Record<string, { outputs: string[]; parts?: PartsBy }>) {
  let asked = 0;
  const routes = new LineRoutes(async (id, version) => {
    asked += 1;
    const body = recipeBody.parse({ sourceId: 'gate', models: ['m'], ...recipes[id] });
    return succeed<Recipe>({ id, version, name: id, body, note: '', by: 'admin', at: 1 });
  });
  return { routes, asked: () => asked };
}

describe('which output hears of which line', () => {
  it('is said by its recipe, and without one by the output', async () => {
    const { routes, asked } = routesOf({ boards: { outputs: ['mes'] } });
    await routes.update([
      lineOf('gate-1', { recipe: recipeRef('boards') }),
      lineOf('gate-2'),
      lineOf('gate-3', { wanted: false }),
    ]);
    expect(routes.linesOf({ id: 'mes', always: false })).toEqual(['gate-1']);
    expect(routes.linesOf({ id: 'mes', always: true })).toEqual(['gate-1', 'gate-2']);
    expect(routes.linesOf({ id: 'other', always: false })).toEqual([]);
    const { recipe: _, ...plain } = fixtureInspection(1);
    expect(await routes.hears({ id: 'mes', always: false }, { ...plain, recipe: recipeRef('boards') })).toBe(true);
    expect(await routes.hears({ id: 'other', always: true }, { ...plain, recipe: recipeRef('boards') })).toBe(false);
    expect(await routes.hears({ id: 'other', always: true }, plain)).toBe(true);
    // A version never changes.
    expect(asked()).toBe(1);
  });

  it('tells a PLC why its lines cannot inspect', async () => {
    const { routes } = routesOf({ boards: { outputs: ['plc'], parts: byTrigger }, belt: { outputs: ['plc', 'mes'] } });
    const told = (settings = plc as typeof plc | typeof webhook, id = 'plc') =>
      routes.troubleOf({ id, always: false, settings });
    expect(told()).toMatch(/No line is running/);
    await routes.update([lineOf('gate-1', { recipe: recipeRef('boards') })]);
    expect(told()).toBe('');
    await routes.update([lineOf('gate-1', { recipe: recipeRef('boards'), state: 'stalled', note: 'No frames.' })]);
    expect(told()).toBe('The line of gate-1 is stalled. No frames.');
    await routes.update([lineOf('gate-1', { recipe: recipeRef('boards'), judges: false })]);
    expect(told()).toMatch(/judges nothing/);
    await routes.update([
      lineOf('gate-1', { recipe: recipeRef('boards') }),
      lineOf('gate-2', { recipe: recipeRef('belt') }),
    ]);
    expect(told()).toMatch(/gate-2 do not begin with a trigger/);
    expect(told(webhook, 'mes')).toBe('');
  });
});
