import { type ReactNode, useId } from 'react';
import { Icon } from '../icons/icon.tsx';
import { classNames } from './class-names.ts';
import { numberIn, typedNumber } from './typed-number.ts';

export interface StepperProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly step: number;
  readonly least: number;
  readonly most: number;
  /** Where a press on plus or minus begins while nothing is typed. */
  readonly start: number;
  readonly unit?: string;
  /** What holds while nothing is typed. */
  readonly usual?: string;
  /** What is wrong with it, in words. */
  readonly fault?: string | undefined;
  readonly disabled?: boolean;
  /** On one line with its label. */
  readonly inline?: boolean;
}

const digitsOf = (step: number): number => (step >= 1 ? 0 : step >= 0.1 ? 1 : 2);

/** A number that can be typed, and that gloves step up and down. */
export function Stepper(props: StepperProps): ReactNode {
  const { label, value, onText, step, least, most, start, unit, usual, fault } = props;
  const { disabled = false, inline = false } = props;
  const id = useId();
  const now = numberIn(value);
  const isSet = Number.isFinite(now);
  const press = (way: 1 | -1) => () => {
    const next = isSet ? Math.min(most, Math.max(least, now + way * step)) : start;
    onText(typedNumber(next, digitsOf(step) + 1));
  };
  const side = (way: 1 | -1): ReactNode => (
    <button
      aria-label={`${label} ${way === 1 ? '+' : '−'} ${step}`}
      className="focus-inset grid size-12 shrink-0 place-items-center text-ink-2 hover:bg-sunken hover:text-ink disabled:text-ink-3"
      disabled={disabled || (isSet && (way === 1 ? now >= most : now <= least))}
      onClick={press(way)}
      type="button"
    >
      <Icon name={way === 1 ? 'plus' : 'minus'} size={20} />
    </button>
  );
  return (
    <div className={classNames('min-w-0', inline && 'grid grid-cols-[minmax(0,1fr)_14.5rem] items-center gap-x-3')}>
      <label className="block font-medium" htmlFor={id}>
        {label}
      </label>
      <span
        className={classNames(
          !inline && 'mt-1.5',
          'flex h-[3.25rem] items-center overflow-hidden rounded-md border-hair bg-raised focus-within:outline-(length:--focus-width) focus-within:outline-offset-2 focus-within:outline-accent',
          fault === undefined ? 'border-edge' : 'border-unsure-ink shadow-[inset_0_0_0_1px_var(--unsure-ink)]',
        )}
      >
        {side(-1)}
        <input
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          aria-invalid={fault !== undefined}
          autoComplete="off"
          className="h-full min-w-0 flex-1 bg-transparent text-center font-medium tabular-nums outline-none placeholder:font-normal placeholder:text-ink-3 disabled:text-ink-3"
          disabled={disabled}
          id={id}
          inputMode="decimal"
          onChange={(event) => onText(event.target.value)}
          placeholder={usual}
          value={value}
        />
        {unit !== undefined && <span className="pr-1 text-ink-3">{unit}</span>}
        {usual !== undefined && value !== '' && !disabled && (
          <button
            aria-label={`${label}: ${usual}`}
            className="focus-inset grid h-12 w-12 shrink-0 place-items-center text-ink-3 hover:bg-sunken hover:text-ink"
            onClick={() => onText('')}
            title={usual}
            type="button"
          >
            <Icon name="close" size={16} />
          </button>
        )}
        {side(1)}
      </span>
      <div className={inline ? 'col-span-2' : ''}>
        <Fault id={`${id}-fault`} text={fault} />
      </div>
    </div>
  );
}

/** What is wrong with a field, right under it. */
export function Fault({ text, id }: { readonly text: string | undefined; readonly id?: string }): ReactNode {
  if (text === undefined) return null;
  return (
    <p className="mt-1 text-sm font-medium text-unsure-ink" data-fault="" id={id}>
      {text}
    </p>
  );
}
