import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { WorkerKind } from './workers/launcher.ts';

/** Where the station's own files lie. Only this file knows the two layouts, bundled and source. */
export interface Places {
  readonly root: string;
  readonly version: string;
  readonly storeThread: URL;
  readonly workers: Readonly<Record<WorkerKind, string>>;
  readonly models: string;
  /** Families of letters for what is printed, each a folder as its package has it; the first that has a letter draws it. */
  readonly fonts: readonly string[];
  readonly catalogue: string;
  readonly renderer: string;
}

/** The bundler lays the same ones beside the programs. */
const printedFamilies = ['inter'] as const;

const packageFile = z.object({ version: z.string() });

/**
 * `entry` is the `import.meta.url` of a program in out/main (bundled) or in a folder of main/ (source): both lie two folders
 * below the root. A shared chunk must not ask for itself, since it lies deeper.
 */
export function placesFor(entry: string): Places {
  const root = fileURLToPath(new URL('../../', entry));
  const program = (bundled: string, source: string): string =>
    entry.endsWith('.js') ? join(root, 'out', 'main', bundled) : join(root, 'main', source);
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return {
    root,
    version,
    storeThread: pathToFileURL(program('store-thread.js', 'store/thread.ts')),
    workers: {
      vision: program('vision-worker.js', 'workers/vision.ts'),
      speech: program('speech-worker.js', 'workers/speech.ts'),
      teach: program('teach-worker.js', 'workers/teach.ts'),
      report: program('report-worker.js', 'workers/report.ts'),
      outputs: program('outputs-worker.js', 'workers/outputs.ts'),
    },
    models: join(root, 'models'),
    fonts: printedFamilies.map((family) =>
      entry.endsWith('.js')
        ? join(root, 'out', 'main', 'fonts', family)
        : join(root, 'node_modules', '@fontsource-variable', family),
    ),
    catalogue: join(root, 'models', 'catalog.json'),
    renderer: join(root, 'out', 'renderer'),
  };
}
