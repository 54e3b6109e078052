import { Switch } from 'radix-ui';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange'> {
  readonly label: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly onText: (text: string) => void;
}

export function TextField({ label, hint, unit, onText, ...rest }: TextFieldProps): ReactNode {
  const id = useId();
  return (
    <div>
      <label className="block font-medium" htmlFor={id}>
        {label}
      </label>
      <span className="mt-1.5 flex h-12 items-center rounded-md border-hair border-edge bg-raised focus-within:outline-(length:--focus-width) focus-within:outline-offset-2 focus-within:outline-accent">
        <input
          {...rest}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          autoComplete="off"
          className="h-full min-w-0 flex-1 bg-transparent px-3.5 outline-none disabled:text-ink-3"
          id={id}
          onChange={(event) => onText(event.target.value)}
          spellCheck={false}
        />
        {unit !== undefined && <span className="pr-3.5 text-ink-3">{unit}</span>}
      </span>
      {hint !== undefined && (
        <p className="mt-1 text-sm text-ink-3" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface SwitchFieldProps {
  readonly label: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly disabled?: boolean;
}

export function SwitchField({ label, on, onSwitch, disabled = false }: SwitchFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="flex min-h-12 items-center justify-between gap-4">
      <label className="font-medium" htmlFor={id}>
        {label}
      </label>
      <Switch.Root
        checked={on}
        className="group relative h-8 w-14 shrink-0 rounded-full border-hair border-edge bg-sunken after:absolute after:-inset-y-2.5 after:inset-x-0 data-[state=checked]:border-action data-[state=checked]:bg-action disabled:opacity-60"
        disabled={disabled}
        id={id}
        onCheckedChange={onSwitch}
      >
        <Switch.Thumb className="block size-5 translate-x-1.5 rounded-full bg-edge transition-transform data-[state=checked]:translate-x-7 data-[state=checked]:bg-on-action" />
      </Switch.Root>
    </div>
  );
}
