import { type ReactNode, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { useFeed } from '../../app/use-feed.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { Page, Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { ContactPanel } from './contact-panel.tsx';
import { EndpointSheet } from './endpoint-sheet.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { FlowPanel } from './flow-panel.tsx';
import { ForgetSheet } from './forget-sheet.tsx';
import { StatePanel, SyncBadge } from './state-panel.tsx';

type Sheet = 'endpoint' | 'forget' | null;

/** All that is set aside is sent once more, and nothing waits for its next try. */
function useRetry() {
  const words = useWords();
  const { failures } = words.sync;
  const { toasts } = useStation();
  const retry = useAction((client, _input: null) => client.sync.retry());
  const run = async (): Promise<void> => {
    const done = await retry.run(null);
    if (done === null) return;
    const { items } = done;
    const title = items === 0 ? failures.nothingToRetry : failures.retried(whole(items, words.tag), items);
    toasts.say({ tone: 'plain', title, text: '' });
  };
  return { ...retry, run };
}

function Off({ onSet }: { readonly onSet: (() => void) | undefined }): ReactNode {
  const { off, set } = useWords().sync;
  const act =
    onSet === undefined ? undefined : (
      <Button look="action" onClick={onSet} size="large">
        {set}
      </Button>
    );
  return (
    <Panel>
      <Empty
        act={act}
        icon="shield"
        text={onSet === undefined ? `${off.text} ${off.onlyAdmin}` : off.text}
        title={off.title}
      />
    </Panel>
  );
}

export function SyncPage(): ReactNode {
  const { sync } = useWords();
  const { value: status, behind } = useFeed((client, signal) => client.sync.watch(undefined, { signal }));
  const mayConfigure = useMay(contract.sync.configure);
  const mayRetry = useMay(contract.sync.retry);
  const retry = useRetry();
  const [sheet, setSheet] = useState<Sheet>(null);
  const target = useQuery(`sync ${status?.address ?? ''}`, (client, signal) => client.sync.get(undefined, { signal }));
  const isOn = status !== null && status.state !== 'off';
  const runRetry = retry.run;
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'sync-try',
        words: sync.tryCommand,
        group: 'do',
        icon: 'again',
        run: () => void runRetry(),
        disabled: !isOn || !mayRetry,
      },
    ],
    [isOn, mayRetry, runRetry, sync],
  );
  useCommands(commands);
  const acts = (
    <div className="flex flex-wrap gap-2">
      {mayRetry && (
        <Button disabled={retry.busy || status?.state === 'stopped'} icon="again" onClick={() => void retry.run()}>
          {sync.tryNow}
        </Button>
      )}
      {mayConfigure && <Button onClick={() => setSheet('endpoint')}>{sync.change}</Button>}
      {mayConfigure && <Button onClick={() => setSheet('forget')}>{sync.forget}</Button>}
    </div>
  );
  return (
    <Page act={status !== null && <SyncBadge state={status.state} />} lead={sync.lead} title={sync.title}>
      <div className="space-y-4">
        {behind !== null && <TroubleNotice trouble={behind} />}
        {retry.trouble !== null && <TroubleNotice trouble={retry.trouble} />}
        {status === null && behind === null && <div aria-busy="true" className="skeleton h-96" />}
        {status?.state === 'off' && <Off onSet={mayConfigure ? () => setSheet('endpoint') : undefined} />}
        {status !== null && isOn && (
          <>
            <StatePanel acts={acts} status={status} target={target.data} />
            <FlowPanel status={status} />
            <FailurePanel busy={retry.busy} onRetry={mayRetry ? () => void retry.run() : undefined} status={status} />
          </>
        )}
        {status !== null && (isOn || status.contacted.length > 0) && <ContactPanel contacted={status.contacted} />}
      </div>
      <EndpointSheet
        onClose={() => setSheet(null)}
        onSet={target.reload}
        open={sheet === 'endpoint'}
        target={target.data}
      />
      <ForgetSheet onClose={() => setSheet(null)} onForgotten={target.reload} open={sheet === 'forget'} />
    </Page>
  );
}
