import type { ReactNode } from 'react';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { ButtonLink } from '../../components/text-link.tsx';
import { useWords } from '../../locales/words.tsx';

/** Who is told of verdicts, and the way to the page that says how that goes. */
export function OutputsPanel(): ReactNode {
  const { outputs, tag } = useWords();
  const list = useQuery('outputs set', (client, signal) => client.outputs.list(undefined, { signal }));
  const count = list.data?.length ?? 0;
  const open = (
    <ButtonLink href={seatHref('outputs')} icon="signal">
      {outputs.settings.open}
    </ButtonLink>
  );
  return (
    <Panel aside={open} id="outputs" title={outputs.title}>
      {list.trouble !== null && <TroubleNotice trouble={list.trouble} />}
      {list.data !== null && (
        <p className="text-ink-2">
          {count === 0 ? outputs.settings.nobody : outputs.settings.told(whole(count, tag), count)}
        </p>
      )}
    </Panel>
  );
}
