import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';
import { clockTime } from '../components/time.tsx';
import { useWords } from '../locales/words.tsx';
import { useLinkState, useStation } from './station.tsx';

/** Stands under the page while the station is away: what waits for an answer there, as a save on the Label seat, stays in sight. */
export function LinkBanner(): ReactNode {
  const words = useWords();
  const { connection, news } = useStation();
  const told = useStore(news);
  const link = useLinkState();
  if (link.kind !== 'lost') return null;
  return (
    <div
      className="z-30 flex min-h-16 shrink-0 items-center gap-4 border-t-hair border-fail-ink bg-fail-wash px-5"
      role="status"
    >
      <StateGlyph shape="away" size={20} />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{words.link.lost}</strong>
        {link.lastSeenAt !== null && <span>, {words.link.lastSeen(clockTime(link.lastSeenAt, words.tag))}</span>}.{' '}
        {told === null || told.note === '' ? words.link.retrying : told.note}
      </p>
      <Button icon="again" onClick={connection.tryNow}>
        {words.link.tryNow}
      </Button>
    </div>
  );
}

/** Stands in place of the page where this screen was never let in. */
export function Refused(): ReactNode {
  const words = useWords();
  const { connection } = useStation();
  return (
    <Empty
      act={
        <Button icon="again" onClick={connection.tryNow}>
          {words.link.tryNow}
        </Button>
      }
      icon="shield"
      text={`${words.link.refusedWhy} ${words.link.refusedRemedy}`}
      title={words.link.refused}
    />
  );
}
