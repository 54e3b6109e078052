import type { Stream } from '../../../preload/contract/monitor.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { seatHref } from '../../app/routes.ts';
import type { Range } from './range.ts';

/** The rows that a figure was counted from, as History lists them. */
export const rowsHref = (stream: Stream | null, range: Range, verdict?: Verdict): string =>
  seatHref('history', {
    span: range,
    ...(stream === null ? {} : { source: stream.sourceId }),
    ...(verdict === undefined ? {} : { verdict }),
  });
