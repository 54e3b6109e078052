import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { type Medium, medium as mediumSchema } from '../../../preload/contract/labels.ts';
import type { Command } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import { ActionBar } from './action-bar.tsx';
import type { Light } from './board.ts';
import { ClassPanel } from './class-panel.tsx';
import { ExportSheet } from './export-sheet.tsx';
import type { BoardHandle } from './picture-board.tsx';
import { PicturePanel } from './picture-panel.tsx';
import { QueuePanel } from './queue-panel.tsx';
import { SamplingSheet, useSampling } from './sampling-sheet.tsx';
import { SoundPanel } from './sound-panel.tsx';
import { plainLight } from './tools.tsx';
import { useLabelKeys } from './use-label-keys.ts';
import { type Labelling, useLabelling } from './use-labelling.ts';
import { useSoundPlayer } from './use-sound-player.ts';

type Sheet = 'export' | 'sampling' | null;

/** In place of the picture while there is none to work on. */
function Instead({
  state,
  off,
  medium,
}: {
  readonly state: Labelling;
  readonly off: boolean;
  readonly medium: Medium | undefined;
}): ReactNode {
  const words = useWords();
  const { label } = words;
  if (state.items === null && state.queueTrouble !== null) {
    return (
      <div className="grid h-full place-items-center p-8">
        <div className="w-full max-w-md">
          <h2 className="mb-3 text-lg font-semibold">{label.noQueue}</h2>
          <TroubleNotice
            act={
              <Button icon="again" onClick={state.reload}>
                {words.again}
              </Button>
            }
            trouble={state.queueTrouble}
          />
        </div>
      </div>
    );
  }
  if (state.items === null) return <div aria-busy="true" className="skeleton h-full rounded-lg!" />;
  if (medium !== undefined) {
    return (
      <Empty
        act={
          <Button icon="label" onClick={() => location.assign(seatHref('label'))}>
            {label.show.showBoth}
          </Button>
        }
        icon="label"
        text=""
        title={label.show.none[medium]}
      />
    );
  }
  return (
    <Empty
      act={
        <Button icon="inspect" onClick={() => location.assign(seatHref('inspect'))}>
          {label.toInspect}
        </Button>
      }
      icon="label"
      text={off ? label.off : label.nothingText}
      title={label.nothing}
    />
  );
}

/** A press on a button leaves the focus on the picture: the next space saves, and does not press the button again. */
function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const seat = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keep = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault();
    };
    const element = seat.current;
    element?.addEventListener('mousedown', keep);
    return () => element?.removeEventListener('mousedown', keep);
  }, []);
  return seat;
}

/** Anew for each medium: what is at hand, and what can be taken back, is of what is shown. */
export function LabelPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const medium = mediumSchema.safeParse(query.get('medium')).data;
  return <LabelSeat key={medium ?? 'both'} medium={medium} />;
}

function LabelSeat({ medium }: { readonly medium: Medium | undefined }): ReactNode {
  const { label } = useWords();
  const away = useLinkState().kind !== 'open';
  const state = useLabelling(medium);
  const sampling = useSampling();
  const maySample = useMay(contract.sampling.set);
  const mayExport = useMay(contract.labels.export);
  const seat = useKeptFocus();
  const board = useRef<BoardHandle>(null);
  const [sheet, setSheet] = useState<Sheet>(null);
  const [handMode, setHandMode] = useState(false);
  const [light, setLight] = useState<Light>(plainLight);
  const [lightShown, setLightShown] = useState(false);
  const { current, editing, sample } = state;
  const labels = current === null ? [] : state.labelsOf(current);
  const player = useSoundPlayer(sample?.kind === 'sound' ? sample.sound : null);
  const sheets = useMemo<readonly Command[]>(
    () => [
      ...(maySample
        ? [
            {
              id: 'label-sampling',
              words: label.sampling.title,
              group: 'do',
              icon: 'settings',
              run: () => setSheet('sampling'),
            } as const,
          ]
        : []),
      ...(mayExport
        ? [
            {
              id: 'label-export',
              words: label.exporting.title,
              group: 'do',
              icon: 'fetch',
              run: () => setSheet('export'),
            } as const,
          ]
        : []),
    ],
    [maySample, mayExport, label],
  );
  const acts = {
    toggleHand: () => setHandMode((on) => !on),
    toggleLight: () => setLightShown((on) => !on),
    whole: () => board.current?.whole(),
    zoomBy: (factor: number) => board.current?.zoomBy(factor),
    player,
  };
  useLabelKeys(state, acts, sheets);
  const working = current !== null && editing !== null;
  useEffect(() => {
    if (working && document.activeElement === document.body) board.current?.focus();
  }, [working]);
  return (
    <div className="label-seat" ref={seat}>
      <h1 className="sr-only">{label.title}</h1>
      <QueuePanel
        medium={medium}
        onExport={mayExport ? () => setSheet('export') : null}
        onSampling={maySample ? () => setSheet('sampling') : null}
        state={state}
      />
      {working ? (
        <>
          {current.sound !== undefined ? (
            <SoundPanel away={away} board={board} labels={labels} player={player} state={state} />
          ) : (
            <PicturePanel
              away={away}
              board={board}
              handMode={handMode}
              labels={labels}
              light={light}
              lightShown={lightShown}
              onHand={acts.toggleHand}
              onLight={setLight}
              onLightDone={() => board.current?.focus()}
              onShowLight={acts.toggleLight}
              onWhole={acts.whole}
              onZoom={acts.zoomBy}
              state={state}
            />
          )}
          <ClassPanel editing={editing} item={current} labels={labels} onEdit={state.edit} state={state} />
        </>
      ) : (
        <div className="label-instead min-h-0 overflow-y-auto">
          <Instead medium={medium} off={sampling.data?.settings.on === false} state={state} />
        </div>
      )}
      <ActionBar away={away} state={state} />
      <ExportSheet onClose={() => setSheet(null)} open={sheet === 'export'} />
      <SamplingSheet
        asked={sampling}
        onChanged={sampling.reload}
        onClose={() => setSheet(null)}
        open={sheet === 'sampling'}
      />
    </div>
  );
}
