import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Lack } from './lacks.ts';

const shared = process.env.CARACAL_SHARED ?? path.join(import.meta.dirname, '../../../shared');

/** A path in the folder of data that is not part of the project; undefined where this machine lacks it. */
export function sharedData(...parts: readonly string[]): string | undefined {
  const found = path.join(shared, 'data', ...parts);
  return existsSync(found) ? found : undefined;
}

/** Named as it would be brought, beside the checkout. */
export const whyNoData = (...parts: readonly string[]): Lack =>
  sharedData(...parts) === undefined ? `no ../shared/${['data', ...parts].join('/')}` : undefined;
