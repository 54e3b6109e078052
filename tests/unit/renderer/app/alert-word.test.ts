import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../preload/contract/alerts.ts';
import { alertWord } from '../../../../renderer/app/alert-word.ts';
import { enMonitor } from '../../../../renderer/locales/en-monitor.ts';

const { status } = enMonitor;
const alert = (kind: Alert['kind'], id = 1): Alert => ({
  id,
  kind,
  severity: 'warning',
  cause: kind,
  sourceId: null,
  note: '',
  state: 'open',
  openedAt: 1,
  lastAt: 1,
  times: 1,
  acknowledgedAt: null,
  acknowledgedBy: null,
  closedAt: null,
});

describe('the alerts in the status line', () => {
  it.each([
    ['nothing stands', [], { shape: 'well', word: 'No drift' }],
    ['something else than drift stands', [alert('disk-low')], { shape: 'care', word: '1 alert' }],
    ['two others stand', [alert('disk-low'), alert('source-stalled', 2)], { shape: 'care', word: '2 alerts' }],
    ['drift stands', [alert('disk-low'), alert('drift', 2)], { shape: 'care', word: 'Drift', detail: '2 alerts' }],
    ['a level has moved', [alert('level-moved')], { shape: 'care', word: 'Drift', detail: '1 alert' }],
  ])('say by word and by shape the same where %s', (_what, rows, told) => {
    expect(alertWord({ open: rows.length, rows }, status)).toEqual(told);
  });
});
