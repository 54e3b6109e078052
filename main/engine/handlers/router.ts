import { procedures } from '../doors/procedures.ts';
import type { StationRouter } from '../doors/station-doors.ts';
import type { Services } from '../services.ts';
import { accessHandlers } from './access.ts';
import { alertHandlers } from './alerts.ts';
import { auditHandlers } from './audit.ts';
import { batchHandlers } from './batch.ts';
import { confidenceHandlers } from './confidence.ts';
import { inspectionHandlers } from './inspections.ts';
import { labelHandlers } from './labels.ts';
import { listenHandlers } from './listen.ts';
import { modelHandlers } from './models.ts';
import { monitorHandlers } from './monitor.ts';
import { outputHandlers } from './outputs.ts';
import { peopleHandlers } from './people.ts';
import { predictionHandlers } from './predictions.ts';
import { recipeHandlers } from './recipes.ts';
import { retrainingHandlers } from './retraining.ts';
import { samplingHandlers } from './sampling.ts';
import { shiftHandlers } from './shift.ts';
import { sourceHandlers } from './sources.ts';
import { stationHandlers } from './station.ts';
import { syncHandlers } from './sync.ts';
import { teachHandlers } from './teach.ts';

/** Every capability of the contract over the station's services: one that is missing does not compile. */
export const stationRouter = (services: Services): StationRouter =>
  procedures.router({
    access: accessHandlers(services),
    alerts: alertHandlers(services),
    audit: auditHandlers(services),
    batch: batchHandlers(services),
    confidence: confidenceHandlers(services),
    inspections: inspectionHandlers(services),
    labels: labelHandlers(services),
    listen: listenHandlers(services),
    models: modelHandlers(services),
    monitor: { ...monitorHandlers(services), ...retrainingHandlers(services) },
    outputs: outputHandlers(services),
    people: peopleHandlers(services),
    predictions: predictionHandlers(services),
    recipes: recipeHandlers(services),
    sampling: samplingHandlers(services),
    shift: shiftHandlers(services),
    sources: sourceHandlers(services),
    station: stationHandlers(services),
    sync: syncHandlers(services),
    teach: teachHandlers(services),
  });
