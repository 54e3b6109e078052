import type { ReactNode } from 'react';
import { reachable } from './reachable.ts';

export interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly act?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A page that reads from top to bottom, held to a width at which lines stay readable. What is there for the ear alone is placed
 * within its scroller: outside of it the whole page would scroll as far as the last of it.
 */
export function Page({ title, lead, act, children }: PageProps): ReactNode {
  return (
    <div {...reachable} className="focus-inset relative h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto max-w-6xl px-6 py-6">
        <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
          {/* The lead wraps before what can be done moves under it. */}
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-2xl font-semibold">{title}</h1>
            {lead !== undefined && <p className="mt-1 text-ink-2">{lead}</p>}
          </div>
          {act}
        </header>
        {children}
      </div>
    </div>
  );
}

export interface PanelProps {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

export function Panel({ title, aside, id, children }: PanelProps): ReactNode {
  return (
    <section className="rounded-lg border-hair bg-surface p-5" id={id}>
      {title !== undefined && (
        <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3">
          <h2 className="text-lg font-semibold">{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
