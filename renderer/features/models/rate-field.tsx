import { type ReactNode, useId } from 'react';
import { useWords } from '../../locales/words.tsx';

/** What people speak of, in steps that matter: the smaller, the finer. */
export const rates: readonly number[] = [0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3];

export interface RateFieldProps {
  readonly label: string;
  readonly rate: number;
  readonly onRate: (rate: number) => void;
}

export function RateField({ label, rate, onRate }: RateFieldProps): ReactNode {
  const { confidence, tag } = useWords();
  const id = useId();
  const shown = confidence.inHundred(perHundred(rate, tag));
  const at = rates.indexOf(rate);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1">
      <label className="min-w-60 flex-1 font-medium" htmlFor={id}>
        {label}
      </label>
      <input
        aria-valuetext={shown}
        className="label-range w-56 max-w-full"
        id={id}
        max={rates.length - 1}
        min={0}
        onChange={(event) => onRate(rates[event.target.valueAsNumber] ?? rate)}
        step={1}
        type="range"
        value={at}
      />
      <output className="w-24 font-semibold tabular-nums" htmlFor={id}>
        {shown}
      </output>
    </div>
  );
}

/** Of a hundred, as people count: 0.5, 2, 10. */
export const perHundred = (rate: number, tag: string): string =>
  (rate * 100).toLocaleString(tag, { maximumFractionDigits: 1 });
