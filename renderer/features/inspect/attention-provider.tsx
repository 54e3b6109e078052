import { createContext, type ReactNode, use, useRef } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { parseRoute, type Seat, seatHref, useHash } from '../../app/routes.ts';
import { useLive } from '../../app/station.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { Acknowledge } from './attention-bar.tsx';
import { type AttentionHandles, useLookout } from './use-attention.ts';

const Context = createContext<AttentionHandles | null>(null);

export function useAttention(): AttentionHandles {
  const handles = use(Context);
  if (handles === null) throw new Error('Expected an AttentionProvider above, found none');
  return handles;
}

/** Whether the screen was last at the wall, where it speaks for all lines, or at the seat of one. */
function useIsForAll(): boolean {
  const { seat } = parseRoute(useHash());
  const kept = useRef(false);
  if (seat === 'wall' || seat === 'inspect') kept.current = seat === 'wall';
  return kept.current;
}

/** Above all pages: what nobody has acknowledged is not forgotten, and not silent, because somebody looked something up. */
export function AttentionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const lines = useLive((live) => live.lines);
  const own = useLive(({ line }) => line?.sourceId ?? null);
  const handles = useLookout(lines, useIsForAll() ? null : own);
  return <Context value={handles}>{children}</Context>;
}

const hasItsOwn: readonly (Seat | null)[] = ['inspect', 'wall'];

function Banner({ handles }: { readonly handles: AttentionHandles }): ReactNode {
  const { inspect } = useWords();
  const may = useMay(contract.sources.list);
  const sources = useQuery(`names of calls ${may}`, async (client, signal) =>
    may ? client.sources.list(undefined, { signal }) : [],
  );
  return (
    <section
      aria-label={inspect.attention.title}
      className="z-30 flex shrink-0 items-center gap-3 border-t-hair border-edge bg-surface p-3"
    >
      <Acknowledge
        nameOf={(id) => sources.data?.find((source) => source.id === id)?.name ?? id}
        onAcknowledge={handles.acknowledge}
        standing={handles.standing}
      />
      <a
        className="inline-flex min-h-16 shrink-0 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-5 text-lg font-medium hover:bg-sunken"
        href={seatHref('inspect')}
      >
        <Icon name="inspect" size={26} />
        {inspect.wall.back}
      </a>
    </section>
  );
}

/** Under every page that has no place of its own for it. */
export function AttentionBanner({ seat }: { readonly seat: Seat | null }): ReactNode {
  const handles = useAttention();
  return hasItsOwn.includes(seat) || handles.standing.length === 0 ? null : <Banner handles={handles} />;
}
