import type { OutputKind, SettingsOf } from '../../../preload/contract/output-settings.ts';
import { type BreakerRule, usualBreaker } from './breaker.ts';

/** What only the other side and the station know. */
export interface OpenSecrets {
  readonly password?: string | undefined;
  readonly signingKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** One output as whoever opens it is told of it. */
export interface OutputJob<K extends OutputKind = OutputKind> {
  readonly id: string;
  readonly settings: SettingsOf<K>;
  readonly secrets: OpenSecrets;
  readonly deadlineMs: number;
}

export interface OutputPace {
  readonly rule: BreakerRule;
  /** Between two tries while the breaker is closed. */
  readonly retryMs: number;
  /** How often a PLC is told that the station lives, and asked whether it does. */
  readonly beatMs: number;
}

export const usualOutputPace: OutputPace = { rule: usualBreaker, retryMs: 250, beatMs: 500 };

/** What outputs share. */
export interface OutputOrder {
  /** The station's id: it stands in what is told. */
  readonly station: string;
  /** A folder of their own in the station's data folder. */
  readonly folder: string;
  readonly pace: OutputPace;
}
