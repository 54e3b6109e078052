import { describe, expect, it } from 'vitest';
import { stoppedLine } from '../../../../main/engine/line/stopped-line.ts';
import { lineAlerts } from '../../../../main/engine/monitor/alert-causes.ts';
import type { AlertDesk, Cause } from '../../../../main/engine/monitor/alert-desk.ts';
import type { LineState } from '../../../../preload/contract/inspections.ts';

function desk() {
  const raised = new Map<string, Cause>();
  const fake: Pick<AlertDesk, 'has' | 'causes' | 'raise' | 'close'> = {
    has: (cause) => raised.has(cause),
    get causes() {
      return [...raised.keys()];
    },
    raise: (cause) => void raised.set(cause.cause, cause),
    close: (cause) => void raised.delete(cause),
  };
  return { desk: fake as AlertDesk, raised };
}
const line = (sourceId: string, state: LineState['state'], note = ''): LineState => ({
  ...stoppedLine,
  sourceId,
  state,
  note,
});

describe('alerts of several lines', () => {
  it('are raised for each line that fails or stalls, with its source', () => {
    const { desk: alerts, raised } = desk();
    lineAlerts(alerts, [line('a', 'failed', 'No cable.'), line('b', 'running'), line('c', 'stalled')]);
    expect([...raised.values()].map(({ kind, sourceId, severity, note }) => [kind, sourceId, severity, note])).toEqual([
      ['line-failed', 'a', 'critical', 'No cable.'],
      ['source-stalled', 'c', 'warning', 'The source c gives no frames.'],
    ]);
  });

  it('are closed by their own line alone, and stay while it starts', () => {
    const { desk: alerts, raised } = desk();
    lineAlerts(alerts, [line('a', 'failed'), line('b', 'failed')]);
    lineAlerts(alerts, [line('a', 'starting'), line('b', 'running')]);
    expect([...raised.keys()]).toEqual(['line-failed a']);
    lineAlerts(alerts, [line('a', 'stopped'), line('b', 'running')]);
    expect(raised.size).toBe(0);
  });

  it('are closed when their line is not there any more, as after a restart', () => {
    const { desk: alerts, raised } = desk();
    lineAlerts(alerts, [line('a', 'failed')]);
    alerts.raise({ kind: 'drift', severity: 'warning', cause: 'drift a', sourceId: 'a', note: '' });
    lineAlerts(alerts, []);
    expect([...raised.keys()]).toEqual(['drift a']);
  });
});
