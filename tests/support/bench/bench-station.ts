import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../../main/engine/compose.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import type { FramePrediction } from '../../../main/workers/protocol.ts';
import { clientOf, quietLog, sourcePlaces } from '../engine-station.ts';
import { tapped } from './tapped-launcher.ts';

/** A station of its own from source, its lines stopped, its predictions overheard. */
export async function openBenchStation(hear: (prediction: FramePrediction) => void) {
  const temp = await mkdtemp(join(tmpdir(), 'caracal-bench-'));
  const launcher = tapped(createForkLauncher({ entries: sourcePlaces.workers }), hear);
  const broken = (error: Error): never => {
    throw error;
  };
  const dataFolder = join(temp, 'data');
  const places = sourcePlaces;
  const opened = await openEngine({ host: 'browser', dataFolder, places, launcher, log: quietLog(), broken });
  if (!opened.ok) throw new Error(opened.failure.message);
  const engine: Engine = opened.value;
  const client = clientOf(engine);
  await client.inspections.stop();
  const close = async (): Promise<void> => {
    await engine.close();
    await rm(temp, { recursive: true, force: true });
  };
  return { engine, client, temp, close };
}
