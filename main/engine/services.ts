import type { Role } from '../../preload/contract/capability.ts';
import type { Source } from '../../preload/contract/sources.ts';
import type { StationInfo } from '../../preload/contract/station.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { SampleFiles } from '../learning/sample-files.ts';
import type { Store } from '../store/store.ts';
import type { BatchDesk } from './batch/batch-desk.ts';
import type { BatchPictures } from './batch/batch-pictures.ts';
import type { BatchReports } from './batch/report/batch-reports.ts';
import type { Clock } from './clock.ts';
import type { ConfidenceDesk } from './confidence/confidence-desk.ts';
import type { Disk } from './disk-guard.ts';
import type { HealthBoard } from './health-board.ts';
import type { Lines } from './line/lines.ts';
import type { Listening } from './listen/listening.ts';
import type { ModelShelf } from './model-shelf.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { Outputs } from './open-outputs.ts';
import type { SyncService } from './open-sync.ts';
import type { RecipeDesk } from './recipes/recipe-desk.ts';
import type { SampleKeeper } from './samples/sample-keeper.ts';
import type { SettingsDesk } from './settings.ts';
import type { TeachDesk } from './teach/teach-desk.ts';
import type { AskSpeech, AskVision } from './workers/worker-link.ts';

export interface Invitation {
  readonly link: string;
  readonly role: Role;
  readonly expiresAt: number;
}

/** What the handlers stand on; made once by the composition root. */
export interface Services {
  readonly clock: Clock;
  readonly store: Store;
  readonly settings: SettingsDesk;
  readonly health: HealthBoard;
  readonly disk: () => Disk;
  readonly ask: AskVision;
  readonly askSpeech: AskSpeech;
  readonly models: ModelShelf;
  readonly monitor: Monitor;
  readonly confidence: ConfidenceDesk;
  readonly recipes: RecipeDesk;
  readonly samples: SampleKeeper;
  readonly sampleFiles: SampleFiles;
  readonly batchPictures: BatchPictures;
  readonly batchReports: BatchReports;
  /** Undefined for a command that runs without the station. */
  readonly batches: BatchDesk | undefined;
  readonly sync: SyncService;
  readonly outputs: Outputs;
  /** Undefined for a command that runs without the station. */
  readonly lines: Lines | undefined;
  /** Undefined for a command that runs without the station. */
  readonly listening: Listening | undefined;
  /** Undefined for a command that runs without the station. */
  readonly teach: TeachDesk | undefined;
  readonly findSource: (id: SourceId) => Promise<Outcome<Source>>;
  readonly about: Pick<StationInfo, 'id' | 'version' | 'host' | 'startedAt' | 'dataFolder'>;
  /** Set by whoever opens a door that others can come through. */
  readonly invite: () => ((role: Role) => Invitation) | undefined;
}
