import { type ReactNode, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive } from '../../app/station.tsx';
import { PartSheet } from '../../components/part-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { starterLabels } from '../../overlay/label-marks.ts';
import { AttentionBar } from './attention-bar.tsx';
import { useAttention } from './attention-provider.tsx';
import { AttentionSheet } from './attention-sheet.tsx';
import { Controls, type OpenPick } from './controls.tsx';
import { CountsPanel } from './counts-panel.tsx';
import { FindsCounts, FindsPanel } from './finds-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { ModelSheet } from './model-sheet.tsx';
import { withOverrides } from './overrides.ts';
import { PartStrip } from './part-strip.tsx';
import { PicturePane, usePicture } from './picture-pane.tsx';
import { Readouts } from './readouts.tsx';
import { useScan } from './scan-note.tsx';
import { SizeSheet } from './size-sheet.tsx';
import { SourceSheet } from './source-sheet.tsx';
import { useInspectCommands } from './use-inspect-commands.ts';
import { useLine } from './use-line.ts';
import { usePlan } from './use-plan.ts';
import { useScanner } from './use-scanner.ts';
import { useShift } from './use-shift.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { type WhyHandle, WhyPanel } from './why-panel.tsx';
import { ZonesPanel } from './zones-panel.tsx';

const noParts: readonly Inspection[] = [];

const isWrong = ({ wanted, state }: LineState): boolean => wanted && (state === 'failed' || state === 'stalled');
const othersNone: readonly LineState[] = [];

/** Other lines that stand still; the same list until one more does or one runs again, however often they tell. */
function useOthersWrong(own: SourceId | null): readonly LineState[] {
  const kept = useRef<readonly LineState[]>(othersNone);
  return useLive(({ lines }) => {
    const wrong = lines.filter((line) => isWrong(line) && line.sourceId !== own);
    const before = kept.current;
    const isSame =
      wrong.length === before.length &&
      wrong.every(
        ({ sourceId, state }, index) => before[index]?.sourceId === sourceId && before[index].state === state,
      );
    if (!isSame) kept.current = wrong;
    return kept.current;
  });
}
export function InspectPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const away = useLinkState().kind !== 'open';
  const mayStart = useMay(contract.inspections.start);
  const maySwitch = useMay(contract.recipes.switchTo);
  const state = useLine(mayStart, query.get('source'));
  const { line } = state;
  const why = useRef<WhyHandle>(null);
  const [well, setWell] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<OpenPick>(null);
  const [sheet, setSheet] = useState<'source' | 'model' | 'size' | 'attention' | null>(null);
  const [part, setPart] = useState<Inspection | null>(null);
  const [said, setSaid] = useState<ReadonlyMap<number, Inspection>>(new Map());
  const [isLarge, setLarge] = useState(false);

  const sourceId = line?.sourceId ?? null;
  const plan = usePlan(state);
  const labels = state.labels ?? starterLabels;
  const sourceName = state.source?.name ?? sourceId ?? inspect.source;
  const nameOf = (id: string): string => state.sources.find((source) => source.id === id)?.name ?? id;
  const run = `${sourceId} ${line?.startedAt ?? ''}`;
  const live = line !== null && line.state !== 'stopped';
  const old = away || line?.state === 'stalled' || line?.state === 'failed';
  const judged = useMemo(() => withOverrides(line?.recent ?? noParts, said), [line?.recent, said]);

  const othersWrong = useOthersWrong(sourceId);
  const attention = useAttention();
  const shift = useShift(sourceId, line);
  const scan = useScan((id) => {
    location.hash = seatHref('inspect', { source: id });
  });
  useScanner(maySwitch, scan.scan);
  const picture = usePicture(run);
  const zones = <ZonesPanel lines={line?.lines ?? []} zones={line?.zones ?? []} />;
  const last = judged[0];
  useInspectCommands({
    state,
    mayStart,
    look: picture.look,
    openPick: setOpen,
    acknowledge: attention.acknowledge,
    isCalled: attention.standing.length > 0,
    openLastPart: last === undefined ? null : () => setPart(last),
    toggleEnlarged: state.judges ? () => setLarge((before) => !before) : null,
    toggleHeat: picture.heat?.toggle ?? null,
  });

  return (
    <div className="inspect">
      <h1 className="sr-only">{inspect.title}</h1>
      <div className="inspect-left">
        <PicturePane
          away={away}
          handles={picture}
          isBlocked={attention.heard.isBlocked}
          labels={labels}
          mayStart={mayStart}
          old={old}
          onCrop={(head, detection, bitmap) => why.current?.take(head, detection, bitmap)}
          over={setWell}
          plan={plan}
          run={run}
          scan={scan}
          sourceName={sourceName}
          state={state}
          wrong={othersWrong.length}
        />
        <Readouts line={away ? null : line} />
        <Controls
          away={away}
          onAdd={() => setSheet('source')}
          onBring={() => setSheet('model')}
          onSize={() => setSheet('size')}
          onOpen={setOpen}
          open={open}
          state={state}
        />
        <PartStrip judges={state.judges} onOpen={setPart} open={part?.id ?? null} parts={judged} />
      </div>
      <div className="inspect-right">
        {state.judges ? (
          <>
            <VerdictPanel old={old} verdict={live ? line.verdict : null} />
            <AttentionBar handles={attention} nameOf={nameOf} onOpen={() => setSheet('attention')} />
            <WhyPanel
              isLarge={isLarge}
              judged={live ? line.recent[0] : undefined}
              key={run}
              labels={labels}
              onLarge={setLarge}
              over={well}
              ref={why}
              verdict={live ? line.verdict : null}
            />
            <CountsPanel labels={labels} recent={judged} shift={shift} sourceId={sourceId}>
              {zones}
            </CountsPanel>
          </>
        ) : (
          <>
            <FindsPanel labels={state.labels ?? []} line={live ? line : null} old={live && old} />
            <AttentionBar handles={attention} nameOf={nameOf} onOpen={() => setSheet('attention')} />
            {state.ofPeople && <KeptPanel />}
            <FindsCounts line={line}>{zones}</FindsCounts>
          </>
        )}
      </div>
      <PartSheet
        labels={labels}
        onClose={() => setPart(null)}
        onOverridden={(changed) => {
          setPart(changed);
          setSaid((before) => new Map(before).set(changed.id, changed));
        }}
        part={part}
        sourceName={sourceName}
      />
      <AttentionSheet handles={attention} onClose={() => setSheet(null)} open={sheet === 'attention'} />
      <ModelSheet
        available={state.available}
        onChanged={state.reloadModels}
        onClose={() => setSheet(null)}
        open={sheet === 'model'}
      />
      <SizeSheet away={away} onClose={() => setSheet(null)} open={sheet === 'size'} state={state} />
      <SourceSheet
        inUse={state.moving ? sourceId : null}
        onAdded={(source) => state.pickSource(source.id)}
        onChanged={state.reloadSources}
        onClose={() => setSheet(null)}
        open={sheet === 'source'}
        sources={state.sources}
      />
    </div>
  );
}
