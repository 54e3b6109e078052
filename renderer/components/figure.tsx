import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly note?: ReactNode;
  readonly loud?: boolean;
  /** Where the rows behind the number are. */
  readonly href?: string;
}

/** Even digits stand in line; in words they only pull hyphens apart. */
const isNumber = (value: ReactNode): boolean => typeof value !== 'string' || /^[\d–]/.test(value);

/** A number with its name and unit; its place is kept whether or not there is a value yet. */
export function Figure({ label, value, unit, note, loud = false, href }: FigureProps): ReactNode {
  return (
    <div className="relative min-w-0">
      <dt className="truncate text-xs text-ink-3">{label}</dt>
      <dd
        className={classNames(
          'truncate text-lg font-semibold',
          isNumber(value) && 'tabular-nums',
          loud && 'text-unsure-ink',
        )}
      >
        {href === undefined ? (
          value
        ) : (
          <a
            className="underline decoration-edge underline-offset-4 after:absolute after:-inset-x-5 after:-inset-y-3 hover:decoration-ink"
            href={href}
          >
            {value}
          </a>
        )}
        {unit !== undefined && <span className="ml-1 text-sm font-normal text-ink-2">{unit}</span>}
        {note !== undefined && <span className="ml-2 text-sm font-normal text-ink-2">{note}</span>}
      </dd>
    </div>
  );
}
