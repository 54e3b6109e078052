import { describe, expect, it } from 'vitest';
import type { LineTelling, ToldLine } from '../../../../main/engine/line/line-plan.ts';
import { stoppedLine } from '../../../../main/engine/line/stopped-line.ts';
import { hears, LineRoutes } from '../../../../main/engine/outputs/line-routes.ts';
import type { LineState } from '../../../../preload/contract/inspections.ts';
import { modbusSettings, webhookSettings } from '../../../../preload/contract/output-settings.ts';

const webhook = webhookSettings.parse({ kind: 'webhook', url: 'https://mes' });
const plc = modbusSettings.parse({ kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {} });

const plainly: LineTelling = { outputs: null, byTrigger: false };
const boards: LineTelling = { outputs: ['plc'], byTrigger: true };
const belt: LineTelling = { outputs: ['plc', 'mes'], byTrigger: false };

const lineOf = (sourceId: string, telling: LineTelling, over: Partial<LineState> = {}): ToldLine => ({
  state: { ...stoppedLine, sourceId, wanted: true, state: 'running', ...over },
  telling,
});

function routesOf(...lines: readonly ToldLine[]): LineRoutes {
  const routes = new LineRoutes();
  routes.update(lines);
  return routes;
}

describe('which output hears of which line', () => {
  it('is said by its recipe, and without one by the output', () => {
    const routes = routesOf(lineOf('gate-1', belt), lineOf('gate-2', plainly));
    expect(routes.linesOf({ id: 'mes', always: false })).toEqual(['gate-1']);
    expect(routes.linesOf({ id: 'mes', always: true })).toEqual(['gate-1', 'gate-2']);
    expect(routes.linesOf({ id: 'other', always: false })).toEqual([]);
    expect(hears({ id: 'mes', always: false }, belt)).toBe(true);
    expect(hears({ id: 'other', always: true }, belt)).toBe(false);
    expect(hears({ id: 'other', always: true }, plainly)).toBe(true);
    expect(hears({ id: 'other', always: false }, plainly)).toBe(false);
  });

  it('leaves no line out that somebody has stopped: it is missing until its recipe names the output no more', () => {
    const stopped = { wanted: false, state: 'stopped', recipe: { id: 'boards', version: 1, name: 'Boards' } } as const;
    const routes = routesOf(
      lineOf('gate-1', boards),
      lineOf('gate-2', boards, stopped),
      lineOf('gate-3', plainly, stopped),
    );
    const output = { id: 'plc', always: true, settings: plc };
    expect(routes.linesOf(output)).toEqual(['gate-1']);
    expect(routes.neededBy(output)).toEqual(['gate-1', 'gate-2']);
    expect(routes.troubleOf(output)).toBe(
      'The line of gate-2 was stopped. Start it, or take this output out of the recipe Boards.',
    );
    routes.update([lineOf('gate-1', boards), lineOf('gate-2', { outputs: [], byTrigger: true }, stopped)]);
    expect([routes.neededBy(output), routes.troubleOf(output)]).toEqual([['gate-1'], '']);
    routes.update([lineOf('gate-1', boards, stopped), lineOf('gate-2', boards, stopped)]);
    expect(routes.troubleOf(output)).toMatch(/No line is running/);
  });

  it('tells a PLC why its lines cannot inspect', () => {
    const told = (lines: readonly ToldLine[], settings = plc as typeof plc | typeof webhook, id = 'plc') =>
      routesOf(...lines).troubleOf({ id, always: false, settings });
    expect(told([])).toMatch(/No line is running/);
    expect(told([lineOf('gate-1', boards)])).toBe('');
    expect(told([lineOf('gate-1', boards, { state: 'stalled', note: 'No frames.' })])).toBe(
      'The line of gate-1 is stalled. No frames.',
    );
    expect(told([lineOf('gate-1', boards, { judges: false })])).toMatch(/judges nothing/);
    const both = [lineOf('gate-1', boards), lineOf('gate-2', belt)];
    expect(told(both)).toMatch(/gate-2 do not begin with a trigger/);
    expect(told(both, webhook, 'mes')).toBe('');
  });
});
