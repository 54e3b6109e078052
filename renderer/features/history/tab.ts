import type { HistoryView } from './history-filter.ts';

export interface TabProps {
  readonly view: HistoryView;
  readonly labels: readonly string[];
  readonly nameOf: (source: string) => string;
  readonly onChange: (part: Partial<HistoryView>) => void;
}
