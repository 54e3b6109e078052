import { access } from './access.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { batches } from './batch.ts';
import { confidence } from './confidence.ts';
import { inspections } from './inspections.ts';
import { labels } from './labels.ts';
import { listen } from './listen.ts';
import { models } from './models.ts';
import { monitor } from './monitor.ts';
import { outputs } from './outputs.ts';
import { people } from './people.ts';
import { predictions } from './predictions.ts';
import { recipes } from './recipes.ts';
import { sampling } from './sampling.ts';
import { shift } from './shift.ts';
import { sources } from './sources.ts';
import { station } from './station.ts';
import { sync } from './sync-status.ts';
import { teach } from './teach.ts';

/** All that a station can be asked. Handlers, client, REST, OpenAPI and command line follow from this one value. */
export const contract = {
  access,
  alerts,
  audit,
  batch: batches,
  confidence,
  inspections,
  labels,
  listen,
  models,
  monitor,
  outputs,
  people,
  predictions,
  recipes,
  sampling,
  shift,
  sources,
  station,
  sync,
  teach,
};
export type Contract = typeof contract;
