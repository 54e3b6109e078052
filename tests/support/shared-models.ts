import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Lack } from './lacks.ts';

/** The folder of foreign weights, as a site would bring it; undefined where this machine lacks it. */
export function sharedModels(): string | undefined {
  const found = path.join(process.env.CARACAL_SHARED ?? path.join(import.meta.dirname, '../../../shared'), 'models');
  return existsSync(found) ? found : undefined;
}

export const whyNoModels: Lack = sharedModels() === undefined ? 'no ../shared/models' : undefined;
