import { type BackOff, backOffMs, recentRestarts } from './back-off.ts';

export interface RestartLimits {
  readonly backOff: BackOff;
  /** More restarts than this within the window, and it is left alone for the pause. */
  readonly giveUp: { readonly restarts: number; readonly withinMs: number; readonly pauseMs: number };
}

export interface RestartPlan {
  readonly delayMs: number;
  /** True when it fell over too often: the next try is far off and a person should look. */
  readonly down: boolean;
  /** Hand back at the next exit. */
  readonly exits: readonly number[];
}

/** What to do about a process that ended unasked, given when it did so before. */
export function planRestart(
  limits: RestartLimits,
  exits: readonly number[],
  nowMs: number,
  random: number,
): RestartPlan {
  const counted = [...recentRestarts(exits, nowMs, limits.giveUp.withinMs), nowMs];
  const attempt = counted.length - 1;
  const down = attempt >= limits.giveUp.restarts;
  const delayMs = down ? limits.giveUp.pauseMs : backOffMs(limits.backOff, attempt, random);
  return { delayMs, down, exits: down ? [] : counted };
}
