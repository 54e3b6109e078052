import { clientOf, openStation } from '../../support/engine-station.ts';

/** A station in a process of its own, to be killed in the middle of a batch: tells how far it is. */
const [dataFolder = '', pictures = ''] = process.argv.slice(2);
const engine = await openStation(dataFolder);
await engine.lines.stop();
await clientOf(engine).batch.start({ path: pictures });
for await (const [batch] of engine.services.batches?.live.watch() ?? []) {
  if (batch !== undefined) process.stdout.write(`${batch.done}\n`);
}
