import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { reachable } from './reachable.ts';

export interface Column<R> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: R) => ReactNode;
  readonly right?: boolean;
  readonly wide?: boolean;
}

export interface TableProps<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string | number;
}

/** A short table, read as one: for thousands of rows see History. */
export function Table<R>({ caption, columns, rows, keyOf }: TableProps<R>): ReactNode {
  return (
    <section {...reachable} aria-label={caption} className="focus-inset -mx-5 overflow-x-auto px-5">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b-hair text-sm text-ink-2">
            {columns.map(({ key, head, right }) => (
              <th
                className={classNames('py-2 pr-5 font-medium whitespace-nowrap last:pr-0', right && 'text-right')}
                key={key}
                scope="col"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, right, wide }) => (
                <td
                  className={classNames(
                    'h-12 py-2 pr-5 align-middle last:pr-0',
                    right && 'text-right tabular-nums',
                    wide ? 'w-full' : 'whitespace-nowrap',
                  )}
                  key={key}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
