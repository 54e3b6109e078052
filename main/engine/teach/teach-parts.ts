import type { ModelCard } from '../../../preload/contract/model-card.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import type { Source } from '../../../preload/contract/sources.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../clock.ts';
import type { WorkerLauncher } from '../workers/launcher.ts';
import type { AskVision } from '../workers/worker-link.ts';
import type { DraftFolder } from './draft-folder.ts';

/** What teaching stands on; handed over by the composition root. */
interface TeachModels {
  find(name: string): Promise<Outcome<{ readonly folder: string; readonly card: ModelCard }>>;
  installTaught(card: ModelCard, files: ReadonlyMap<string, string>): Promise<Outcome<ModelEntry>>;
}

export interface TeachDeskOptions {
  readonly clock: Clock;
  readonly folder: DraftFolder;
  readonly launcher: WorkerLauncher;
  readonly ask: AskVision;
  readonly models: TeachModels;
  readonly findSource: (id: SourceId) => Promise<Outcome<Source>>;
  /** All models that look at a source just now; none where its line does not run. */
  readonly lookingAt: (id: SourceId) => readonly string[];
  readonly mayKeepPeople: () => Promise<Outcome<boolean>>;
  readonly threads: number;
}

export interface BeginWish {
  readonly name: string;
  readonly sourceId?: SourceId | undefined;
  readonly backbone: string;
}
