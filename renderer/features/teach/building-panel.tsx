import type { ReactNode } from 'react';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';

export interface BuildingPanelProps {
  readonly progress: TeachState['progress'];
  readonly onTold: (state: TeachState) => void;
}

/** What is being done just now, and how far it is. */
export function BuildingPanel({ progress, onTold }: BuildingPanelProps): ReactNode {
  const { teach } = useWords();
  const cancel = useAction((client, _: null) => client.teach.cancel());
  const stop = async (): Promise<void> => {
    const told = await cancel.run(null);
    if (told !== null) onTold(told);
  };
  const step = teach.buildSteps[progress?.step ?? 'looking'];
  return (
    <Panel title={teach.building}>
      <p className="text-ink-2">{teach.buildingText}</p>
      <progress
        aria-label={step}
        className="transfer mt-5 w-full"
        max={Math.max(1, progress?.of ?? 1)}
        value={progress?.done ?? 0}
      />
      <p aria-live="polite" className="mt-2 font-medium tabular-nums">
        {step}
        {progress !== null && progress.of > 1 && ` ${progress.done + 1} / ${progress.of}`}
      </p>
      <div className="mt-5">
        <Button disabled={cancel.busy} icon="stop" onClick={() => void stop()}>
          {teach.stopBuilding}
        </Button>
      </div>
      {cancel.trouble !== null && (
        <div className="mt-4">
          <TroubleNotice trouble={cancel.trouble} />
        </div>
      )}
    </Panel>
  );
}
