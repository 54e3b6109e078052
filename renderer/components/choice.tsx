import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
  readonly icon?: IconName;
}

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly ChoiceOption[];
  readonly onChoose: (value: string) => void;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** One of a handful, all in sight: a row of plates, the chosen one marked by a heavier rim and a tick. */
export function Choice({ label, value, options, onChoose, className, disabled = false }: ChoiceProps): ReactNode {
  return (
    <RadioGroup.Root
      aria-label={label}
      className={classNames('grid gap-2', className)}
      disabled={disabled}
      onValueChange={onChoose}
      orientation="horizontal"
      value={value}
    >
      {options.map((option) => (
        <RadioGroup.Item
          className="relative flex min-h-14 items-center gap-3 rounded-md border-hair border-edge bg-raised px-3.5 py-2 text-left hover:bg-sunken disabled:text-ink-3 data-[state=checked]:border-ink data-[state=checked]:shadow-[inset_0_0_0_1px_var(--ink)]"
          key={option.value}
          value={option.value}
        >
          {option.icon !== undefined && <Icon className="shrink-0 text-ink-2" name={option.icon} size={22} />}
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{option.label}</span>
            {option.note !== undefined && <span className="block text-sm text-ink-3">{option.note}</span>}
          </span>
          <span className="w-5 shrink-0">
            <RadioGroup.Indicator>
              <Icon name="check" size={18} />
            </RadioGroup.Indicator>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
