import type { ReactNode } from 'react';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { ButtonLink } from '../../components/text-link.tsx';
import { useWords } from '../../locales/words.tsx';

/** Where it sends to, and the way to the page that says how that goes. */
export function SyncPanel(): ReactNode {
  const { sync } = useWords();
  const target = useQuery('sync target', (client, signal) => client.sync.get(undefined, { signal }));
  const open = (
    <ButtonLink href={seatHref('sync')} icon="out">
      {sync.settings.open}
    </ButtonLink>
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
