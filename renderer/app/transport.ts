import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../preload/contract/contract.ts';
import type { SourceId } from '../../preload/contract/values.ts';

export type StationClient = ContractRouterClient<Contract>;

/** Live pictures of one source: the next packet comes only after `next`, so a slow screen never queues. */
export interface FrameChannel {
  readonly next: () => void;
  readonly close: () => void;
}

export interface FrameListener {
  readonly packet: (bytes: ArrayBuffer) => void;
  readonly closed: () => void;
}

/** One open way to the station; it lives until `closed` settles and is never reused. */
export interface Link {
  readonly client: StationClient;
  readonly openFrames: (source: SourceId, listener: FrameListener) => FrameChannel;
  readonly closed: Promise<void>;
  readonly close: () => void;
}

export type Opening =
  | { readonly kind: 'open'; readonly link: Link }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused' };

export interface Transport {
  readonly open: (signal: AbortSignal) => Promise<Opening>;
}
