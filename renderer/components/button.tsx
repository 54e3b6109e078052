import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly look?: 'action' | 'plain' | 'quiet';
  readonly size?: 'touch' | 'large';
  readonly icon?: IconName;
  readonly keyHint?: string;
  readonly submit?: boolean;
}

const looks = {
  action: 'bg-action text-on-action border-action hover:bg-action-hover hover:border-action-hover font-semibold',
  plain: 'bg-raised text-ink border-edge hover:bg-sunken font-medium',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken font-medium',
};
const sizes = { touch: 'min-h-12 px-4 text-base', large: 'min-h-16 px-6 text-lg' };
const off = 'disabled:border-line disabled:bg-surface disabled:text-ink-3';

export function Button({
  look = 'plain',
  size = 'touch',
  icon,
  keyHint,
  submit = false,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      className={classNames(
        'inline-flex items-center justify-center gap-2.5 rounded-md border-hair whitespace-nowrap select-none transition-colors duration-100',
        sizes[size],
        looks[look],
        off,
        className,
      )}
      type={submit ? 'submit' : 'button'}
    >
      {icon !== undefined && <Icon className="shrink-0" name={icon} size={size === 'large' ? 26 : 20} />}
      {children}
      {keyHint !== undefined && <KeyCap>{keyHint}</KeyCap>}
    </button>
  );
}

export function KeyCap({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <kbd className="rounded-sm border-hair border-current/45 px-1.5 font-sans text-xs font-medium leading-5 whitespace-nowrap">
      {children}
    </kbd>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'children'> {
  readonly icon: IconName;
  readonly label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps): ReactNode {
  return (
    <button
      {...rest}
      aria-label={label}
      className={classNames(
        'grid size-12 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-ink-3',
        className,
      )}
      title={label}
      type="button"
    >
      <Icon name={icon} size={22} />
    </button>
  );
}
