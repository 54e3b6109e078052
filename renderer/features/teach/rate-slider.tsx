import { type ReactNode, useId } from 'react';
import type { LimitChoice } from '../../../preload/contract/teach.ts';
import { useWords } from '../../locales/words.tsx';

export interface RateSliderProps {
  readonly limits: readonly LimitChoice[];
  readonly chosen: number;
  readonly heldOut: number;
  readonly onChoose: (place: number) => void;
}

/** How many good parts may be held back, in the steps that can be promised, and what each means in words. */
export function RateSlider({ limits, chosen, heldOut, onChoose }: RateSliderProps): ReactNode {
  const { teach, tag } = useWords();
  const id = useId();
  const inHundred = (share: number): string =>
    (share * 100).toLocaleString(tag, { maximumFractionDigits: share < 0.1 ? 1 : 0 });
  const { rate, interval } = limits[chosen] ?? { rate: 0, interval: [0, 0] };
  const [low, high] = interval;
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-4">
        <label className="font-medium" htmlFor={id}>
          {teach.rate}
        </label>
        <output className="text-xl font-semibold tabular-nums" htmlFor={id}>
          {teach.rateValue(inHundred(rate))}
        </output>
      </div>
      <input
        aria-valuetext={teach.rateValue(inHundred(rate))}
        className="label-range w-full"
        id={id}
        max={limits.length - 1}
        min={0}
        onChange={(event) => onChoose(event.target.valueAsNumber)}
        step={1}
        type="range"
        value={chosen}
      />
      <div className="flex justify-between gap-6 text-sm text-ink-3">
        <span>{teach.rateLess}</span>
        <span className="text-right">{teach.rateMore}</span>
      </div>
      <p aria-live="polite">{teach.rateMeaning(inHundred(rate), heldOut, inHundred(low), inHundred(high))}</p>
      {chosen === 0 && <p className="text-ink-2">{teach.lowest(inHundred(rate), heldOut)}</p>}
    </div>
  );
}
