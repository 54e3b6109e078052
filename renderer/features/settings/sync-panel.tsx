import type { ReactNode } from 'react';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

/** Where it sends to, and the way to the page that says how that goes. */
export function SyncPanel(): ReactNode {
  const { sync } = useWords();
  const target = useQuery('sync target', (client, signal) => client.sync.get(undefined, { signal }));
  const open = (
    <a
      className="inline-flex min-h-12 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-4 font-medium hover:bg-sunken"
      href={seatHref('sync')}
    >
      <Icon name="out" size={20} />
      {sync.settings.open}
    </a>
  );
  return (
    <Panel aside={open} id="sync" title={sync.title}>
      {target.trouble !== null && <TroubleNotice trouble={target.trouble} />}
      {target.data !== null && (
        <p className="text-ink-2">
          {target.data.address === null ? sync.stateText.off : `${sync.settings.on} ${target.data.address}`}
        </p>
      )}
    </Panel>
  );
}
