import { onTestFinished } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { type OutputDraft, type OutputState, outputDraft } from '../../../preload/contract/outputs.ts';
import { recipeBody } from '../../../preload/contract/recipes.ts';
import { clientOf, openTestEngine } from '../engine-station.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openModbusPlc } from './modbus-plc.ts';
import type { Plc } from './plc.ts';

/** Quick to notice and to try again, so that nothing has to be waited for. */
const outputPace = {
  rule: { failures: 2, backOff: { firstMs: 100, factor: 2, maxMs: 200 } },
  retryMs: 30,
  beatMs: 100,
};

/** The real station, which tells whom a test gives it. */
export async function openTelling(folder = temporaryFolder()): Promise<Engine> {
  const opened = await openTestEngine(folder, {}, { outputPace });
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export const draftOf = (id: string, settings: object, over: object = {}): OutputDraft =>
  outputDraft.parse({ id, name: id, settings, always: true, ...over });

export async function stateUntil(
  engine: Engine,
  id: string,
  isSo: (state: OutputState) => boolean,
): Promise<OutputState> {
  const client = clientOf(engine);
  for await (const states of await client.outputs.watch()) {
    const state = states.find((one) => one.id === id);
    if (state !== undefined && isSo(state)) return state;
  }
  throw new Error('Expected the output to be watched until it is as wished');
}

/** A recipe whose parts begin with the trigger of the PLC. */
export async function byTrigger(engine: Engine, outputs: readonly string[], code: string | null = null): Promise<void> {
  const body = recipeBody.parse({
    sourceId: 'demo-line',
    models: ['pcb-defects'],
    parts: { by: 'trigger', frames: 2 },
    outputs,
    code,
  });
  await clientOf(engine).recipes.save({
    id: code === null ? 'boards' : `boards-${code}`,
    name: `Boards ${code ?? ''}`.trim(),
    body,
  });
}

export async function plcOf(engine: Engine, over: object = {}): Promise<Plc> {
  const plc = await openModbusPlc();
  onTestFinished(() => plc.close());
  const settings = plc.settings(plc.port, { verdictMs: 20_000, ackMs: 20_000, ...over });
  await clientOf(engine).outputs.save({ ...draftOf('plc', settings, { always: false }), secrets: {} });
  return plc;
}
