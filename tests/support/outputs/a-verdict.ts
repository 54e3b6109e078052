import type { VerdictMessage } from '../../../preload/contract/outputs.ts';

export const aVerdict = (inspection: number, over: Partial<VerdictMessage> = {}): VerdictMessage => ({
  format: 'caracal.verdict.1',
  station: 'station-1',
  output: 'tried',
  inspection,
  sourceId: 'gate-1',
  part: inspection,
  verdict: 'fail',
  ok: false,
  error: false,
  reason: '',
  model: { name: 'pcb-defects', version: '1.1.0' },
  recipe: { id: 'boards', version: 3, name: 'Boards' },
  startedAt: 1_760_000_000_000,
  endedAt: 1_760_000_000_400,
  frames: 6,
  defects: [{ label: 'open', score: 0.93, frames: 5 }],
  historical: false,
  test: false,
  ...over,
});
