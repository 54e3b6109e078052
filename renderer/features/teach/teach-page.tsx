import { type ReactNode, useState } from 'react';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { useAction } from '../../app/query.ts';
import { useFeed } from '../../app/use-feed.ts';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { SureSheet } from '../../components/sure-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { BeginPanel } from './begin-panel.tsx';
import { BuildingPanel } from './building-panel.tsx';
import { CollectPanel } from './collect-panel.tsx';
import { ResultPanel } from './result-panel.tsx';

export function TeachPage(): ReactNode {
  const { teach } = useWords();
  const { value: state, behind, put } = useFeed((client, signal) => client.teach.watch(undefined, { signal }));
  const [asking, setAsking] = useState(false);
  const begun = state?.draft ?? null;
  return (
    <Page
      act={
        begun !== null && (
          <Button icon="bin" onClick={() => setAsking(true)}>
            {teach.discard}
          </Button>
        )
      }
      lead={teach.lead}
      title={begun === null ? teach.title : `${teach.title}: ${begun.name}`}
    >
      {behind !== null && (
        <div className="mb-4">
          <TroubleNotice trouble={behind} />
        </div>
      )}
      {state === null && behind === null && <div aria-busy="true" className="skeleton h-96" />}
      {state !== null && state.note !== '' && (
        <div className="mb-4">
          <Notice title={state.note} tone="care" />
        </div>
      )}
      {state !== null && <Stage onTold={put} state={state} />}
      <DiscardSheet onClose={() => setAsking(false)} onTold={put} open={asking} />
    </Page>
  );
}

function Stage({
  state,
  onTold,
}: {
  readonly state: TeachState;
  readonly onTold: (told: TeachState) => void;
}): ReactNode {
  const { draft, result, progress } = state;
  if (draft === null) return <BeginPanel onTold={onTold} />;
  if (state.state === 'building') return <BuildingPanel onTold={onTold} progress={progress} />;
  if (result !== null) return <ResultPanel draft={draft} key={result.tookMs} onTold={onTold} result={result} />;
  return <CollectPanel draft={draft} onTold={onTold} state={state} />;
}

interface DiscardSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onTold: (state: TeachState) => void;
}

function DiscardSheet({ open, onClose, onTold }: DiscardSheetProps): ReactNode {
  const { teach } = useWords();
  const discard = useAction((client, _: null) => client.teach.discard());
  const go = async (): Promise<void> => {
    const told = await discard.run(null);
    if (told === null) return;
    onTold(told);
    onClose();
  };
  return (
    <SureSheet
      act={teach.discard}
      busy={discard.busy}
      keep={teach.keep}
      onClose={onClose}
      onSure={() => void go()}
      open={open}
      title={teach.discardSure}
      trouble={discard.trouble}
    >
      <p>{teach.discardText}</p>
    </SureSheet>
  );
}
