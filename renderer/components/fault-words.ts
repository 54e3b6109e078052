import type { Fault } from '../../preload/contract/recipes.ts';
import { useWords } from '../locales/words.tsx';
import { labelWords } from '../overlay/label-marks.ts';
import { fixed } from './numbers.ts';

/** What a rule found, in one line. */
export function useFaultWords(): (fault: Fault) => string {
  const words = useWords();
  const { faults } = words.inspect;
  const mm = (value: number | null): string | null => (value === null ? null : fixed(value, 2, words.tag));
  return (fault) => {
    const label = labelWords(fault.label);
    switch (fault.kind) {
      case 'defect':
        return faults.defect(label, fault.found, fault.limit);
      case 'missing':
        return faults.missing(label, fault.found, fault.limit);
      case 'measure':
        return faults.measure(label, mm(fault.measuredMm), mm(fault.leastMm), mm(fault.mostMm));
    }
  };
}
