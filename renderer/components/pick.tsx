import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';

export interface PickOption {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
}

export interface PickExtra {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
}

export interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly PickOption[];
  readonly onPick: (value: string) => void;
  readonly placeholder: string;
  /** Acts below the list. */
  readonly extra?: PickExtra | readonly PickExtra[];
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly disabled?: boolean;
  readonly height?: 'touch' | 'large';
  /** The key that opens it; shown where there is room. */
  readonly keyHint?: string;
  readonly className?: string;
}

const item =
  'flex min-h-12 items-center gap-3 rounded-sm px-3 py-1.5 outline-none select-none data-[highlighted]:bg-sunken data-[disabled]:text-ink-3';

/** One of a few: a button that tells what is chosen, and a list with touch-high rows. */
export function Pick(props: PickProps): ReactNode {
  const { label, value, options, onPick, placeholder, extra, disabled = false, height = 'touch', className } = props;
  const chosen = options.find((option) => option.value === value);
  const extras: readonly PickExtra[] = extra === undefined ? [] : [extra].flat();
  const opening = props.open === undefined ? {} : { open: props.open };
  const following = props.onOpenChange === undefined ? {} : { onOpenChange: props.onOpenChange };
  return (
    <DropdownMenu.Root modal={false} {...opening} {...following}>
      <DropdownMenu.Trigger asChild disabled={disabled}>
        <button
          aria-label={`${label}: ${chosen?.label ?? placeholder}`}
          className={classNames(
            'group flex min-w-0 items-center gap-3 rounded-md border-hair border-edge bg-raised px-3.5 text-left hover:bg-sunken disabled:border-line disabled:bg-surface disabled:text-ink-3',
            height === 'large' ? 'min-h-16' : 'min-h-12',
            className,
          )}
          type="button"
        >
          {chosen?.icon !== undefined && (
            <Icon
              className={classNames('shrink-0 text-ink-2', height === 'large' && 'max-[1199px]:hidden')}
              name={chosen.icon}
              size={22}
            />
          )}
          <span className="min-w-0 flex-1">
            {height === 'large' && (
              // One line high: where both do not fit the key is what goes.
              <span className="flex h-[1lh] flex-wrap items-center justify-between gap-x-2 overflow-hidden text-xs text-ink-3">
                <span className="max-w-full truncate">{label}</span>
                {props.keyHint !== undefined && (
                  <span aria-hidden="true" className="max-[1199px]:hidden">
                    {props.keyHint}
                  </span>
                )}
              </span>
            )}
            <span className="block truncate font-medium">{chosen?.label ?? placeholder}</span>
          </span>
          <Icon className="shrink-0 text-ink-3" name="down" size={18} />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          className="z-50 max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] w-max min-w-[var(--radix-dropdown-menu-trigger-width)] max-w-[min(26rem,94vw)] overflow-y-auto rounded-lg border-hair border-edge bg-raised p-1.5 shadow-float"
          collisionPadding={8}
          sideOffset={6}
        >
          <DropdownMenu.RadioGroup onValueChange={onPick} value={value}>
            {options.map((option) => (
              <DropdownMenu.RadioItem
                className={item}
                disabled={option.disabled ?? false}
                key={option.value}
                value={option.value}
              >
                {option.icon !== undefined && <Icon className="shrink-0 text-ink-2" name={option.icon} size={20} />}
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{option.label}</span>
                  {option.note !== undefined && (
                    <span className="block truncate text-sm text-ink-3">{option.note}</span>
                  )}
                </span>
                <span className="w-5">
                  <DropdownMenu.ItemIndicator>
                    <Icon name="check" size={20} />
                  </DropdownMenu.ItemIndicator>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          {extras.length > 0 && options.length > 0 && <DropdownMenu.Separator className="my-1.5 h-px bg-line" />}
          {extras.map((act) => (
            <DropdownMenu.Item className={classNames(item, 'font-medium')} key={act.label} onSelect={act.run}>
              <Icon className="shrink-0 text-ink-2" name={act.icon} size={20} />
              {act.label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
