import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { fewestGood, mostGood, type TeachDraft, type TeachState } from '../../../preload/contract/teach.ts';
import { isTyping } from '../../app/key-name.ts';
import { usePageKeys } from '../../app/page-keys.tsx';
import { useAction, useQuery } from '../../app/query.ts';
import { useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { FolderForm } from './folder-form.tsx';
import { LivePicture } from './live-picture.tsx';
import { PictureGrid } from './picture-grid.tsx';

const atOnce = 30;

export interface CollectPanelProps {
  readonly draft: TeachDraft;
  readonly state: TeachState;
  readonly onTold: (state: TeachState) => void;
}

/** Good parts are shown, counted, looked through, and then learnt from. */
export function CollectPanel({ draft, state, onTold }: CollectPanelProps): ReactNode {
  const { teach } = useWords();
  const build = useAction((client, _: null) => client.teach.build());
  const good = draft.pictures.filter(({ leftOut }) => !leftOut).length;
  const learn = async (): Promise<void> => {
    const told = await build.run(null);
    if (told !== null) onTold(told);
  };
  return (
    <div className="space-y-4">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {draft.sourceId !== null && <Source draft={draft} onTold={onTold} sourceId={draft.sourceId} state={state} />}
        <Panel>
          <p aria-live="polite" className="text-2xl font-semibold tabular-nums">
            {teach.count(good)}
          </p>
          <p className="text-ink-2">{teach.counted(good, fewestGood, mostGood)}</p>
          <progress aria-hidden="true" className="transfer mt-3 w-full" max={mostGood} value={good} />
          <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-3">
            <FolderForm onTold={onTold} />
            <Button
              disabled={build.busy || good < fewestGood}
              icon="check"
              look="action"
              onClick={() => void learn()}
              size="large"
            >
              {teach.build}
            </Button>
          </div>
          {build.trouble !== null && (
            <div className="mt-3">
              <TroubleNotice trouble={build.trouble} />
            </div>
          )}
        </Panel>
      </div>
      <Panel title={teach.pictures}>
        <PictureGrid onTold={onTold} pictures={draft.pictures} />
      </Panel>
    </div>
  );
}

interface SourceProps extends CollectPanelProps {
  readonly sourceId: string;
}

function Source({ draft, state, sourceId, onTold }: SourceProps): ReactNode {
  const words = useWords();
  const { teach } = words;
  const line = useLive(({ lines }) => lines.find((known) => known.sourceId === sourceId)?.state);
  const sources = useQuery('teach-sources', (client, signal) => client.sources.list(undefined, { signal }));
  const name = sources.data?.find(({ id }) => id === sourceId)?.name ?? sourceId;
  const start = useAction((client, _: null) => client.inspections.start({ sourceId }));
  if (line !== 'running' && line !== 'stalled') {
    return (
      <div className="grid gap-3">
        <Notice
          act={
            <Button disabled={start.busy} icon="play" look="action" onClick={() => void start.run(null)}>
              {start.busy ? teach.startingLine : teach.startLine}
            </Button>
          }
          text={teach.stoppedText}
          title={teach.stopped}
          tone="care"
        />
        {start.trouble !== null && <TroubleNotice trouble={start.trouble} />}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <LivePicture name={name} source={sourceId} />
      <TakeButtons draft={draft} onTold={onTold} state={state} />
    </div>
  );
}

function TakeButtons({ draft, state, onTold }: CollectPanelProps): ReactNode {
  const { teach } = useWords();
  const take = useAction((client, parts: number | undefined) =>
    client.teach.take(parts === undefined ? {} : { parts }),
  );
  const stop = useAction((client, _: null) => client.teach.stopTaking());
  const room = mostGood - draft.pictures.length;
  const go = async (parts?: number): Promise<void> => {
    const told = await take.run(parts);
    if (told === null) return;
    onTold(told);
  };
  const halt = async (): Promise<void> => {
    const told = await stop.run(null);
    if (told !== null) onTold(told);
  };
  const press = useRef(go);
  press.current = go;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.repeat || isTyping(event)) return;
      event.preventDefault();
      void press.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  usePageKeys(useMemo(() => [{ key: 'Space', what: teach.good }], [teach]));
  return (
    <>
      <Button
        className="min-h-20 w-full text-xl"
        disabled={room <= 0}
        icon="check"
        keyHint="Space"
        look="action"
        onClick={() => void go()}
        size="large"
      >
        {take.busy ? teach.taking : teach.good}
      </Button>
      <p className="text-sm text-ink-3">{teach.goodHint}</p>
      {state.toTake > 0 ? (
        <Button icon="stop" disabled={stop.busy} onClick={() => void halt()}>
          {teach.stopTaking(state.toTake)}
        </Button>
      ) : (
        <Button disabled={room <= 0} icon="skip" onClick={() => void go(Math.min(atOnce, room))}>
          {teach.nextParts(Math.min(atOnce, Math.max(1, room)))}
        </Button>
      )}
      <p className="text-sm text-ink-3">{teach.nextPartsHint}</p>
      {take.trouble !== null && <TroubleNotice trouble={take.trouble} />}
      {stop.trouble !== null && <TroubleNotice trouble={stop.trouble} />}
    </>
  );
}
