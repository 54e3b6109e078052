import { join } from 'node:path';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { SampleFiles } from '../../learning/sample-files.ts';
import { sweepSamples } from '../../learning/sweep.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

export interface OpenSamplesOptions {
  readonly dataFolder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether files and rows are brought together first: by a station that starts, not by a single command. */
  readonly sweep: boolean;
}

export async function openSamples({
  dataFolder,
  store,
  clock,
  log,
  sweep,
}: OpenSamplesOptions): Promise<Outcome<SampleFiles>> {
  const files = new SampleFiles(join(dataFolder, 'samples'));
  if (!sweep) {
    await files.list();
    return succeed(files);
  }
  const swept = await sweepSamples(files, {
    page: (after, limit) => store.call('samples.page', { after, limit }),
    quarantine: (sha256, note) => store.call('samples.quarantine', { sha256, note, at: clock.wallMs() }),
    release: (sha256) => store.call('samples.release', { sha256, at: clock.wallMs() }),
  });
  if (!swept.ok) return swept;
  if (Object.values(swept.value).some((count) => count > 0)) {
    log.warn({ part: 'samples', ...swept.value }, 'files and rows of samples did not agree and were brought together');
  }
  return succeed(files);
}
