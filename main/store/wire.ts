import type { Outcome } from '../domain/outcome.ts';

/** What the thread is started with. */
export interface ThreadStart {
  readonly file: string;
  readonly slowMs: number;
  readonly maxBytes: number | undefined;
}

export type ToThread =
  | { readonly kind: 'request'; readonly call: number; readonly verb: string; readonly input: unknown }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'opened'; readonly outcome: Outcome<null> }
  | { readonly kind: 'reply'; readonly call: number; readonly outcome: Outcome<unknown> }
  /** A verb that took too long: its name alone, never what it was asked. */
  | { readonly kind: 'slow'; readonly verb: string; readonly durationMs: number }
  /** A verb that threw what nobody expected; its caller has got a failure of code `bug`. */
  | { readonly kind: 'bug'; readonly verb: string; readonly stack: string };
