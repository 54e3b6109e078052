import type { PictureSourceSettings } from '../../preload/contract/sources.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import type { SourceFormat } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { SourceState } from './keep-open.ts';
import type { NewestMemory } from './newest.ts';

/** What the capture thread is started with. */
export interface CaptureJob {
  readonly sourceId: SourceId;
  readonly settings: PictureSourceSettings;
  readonly session: string;
  readonly openDeadlineMs: number;
  readonly passOver?: number | undefined;
  /** Its one word counts up with every frame; the looking side sleeps on it. */
  readonly bell: SharedArrayBuffer;
}

export type FromCapture =
  | { readonly kind: 'opened'; readonly outcome: Outcome<SourceFormat> }
  | { readonly kind: 'state'; readonly state: SourceState }
  /** Frames lie in other memory from now on: the first ones, or larger ones than before. */
  | { readonly kind: 'memory'; readonly memory: NewestMemory };

export type ToCapture = { readonly kind: 'close' };
