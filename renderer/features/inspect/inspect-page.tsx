import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive } from '../../app/station.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { PartSheet } from '../../components/part-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { starterLabels } from '../../overlay/label-marks.ts';
import type { Plan } from '../../overlay/plan.ts';
import type { Size } from '../../overlay/space.ts';
import { AttentionBar, SoundBlocked } from './attention-bar.tsx';
import { AttentionSheet } from './attention-sheet.tsx';
import { Controls, type OpenPick } from './controls.tsx';
import { CountsPanel } from './counts-panel.tsx';
import { FindsCounts, FindsPanel } from './finds-panel.tsx';
import { HeatPanel } from './heat-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { LiveView } from './live-view.tsx';
import { ModelSheet } from './model-sheet.tsx';
import { withOverrides } from './overrides.ts';
import { PartStrip } from './part-strip.tsx';
import { PictureState } from './picture-state.tsx';
import { PictureTools } from './picture-tools.tsx';
import { Readouts } from './readouts.tsx';
import { ScanNote, useScan } from './scan-note.tsx';
import { SourceSheet } from './source-sheet.tsx';
import { useAttention, useScreenChoices } from './use-attention.ts';
import { useInspectCommands } from './use-inspect-commands.ts';
import { type Line, useLine } from './use-line.ts';
import { useLook } from './use-look.ts';
import { useScanner } from './use-scanner.ts';
import { useShift } from './use-shift.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { type WhyHandle, WhyPanel } from './why-panel.tsx';
import { ZonesPanel } from './zones-panel.tsx';

const noParts: readonly Inspection[] = [];

/** Of the version that runs, which may be older than the newest; the screen that may not read recipes is drawn none. */
function usePlan({ line, recipe, moving }: Line): Plan | null {
  const mayRead = useMay(contract.recipes.get);
  const running = moving ? line?.recipe : undefined;
  const key = running == null ? '' : `${running.id} ${running.version}`;
  const asked = useQuery(`plan ${mayRead} ${key}`, async (client, signal) =>
    mayRead && running != null ? client.recipes.get({ id: running.id, version: running.version }, { signal }) : null,
  );
  if (!moving) return recipe?.body ?? null;
  return running == null ? null : (asked.data?.body ?? null);
}

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
  const picture = useRef<HTMLDivElement>(null);
  const [well, setWell] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<OpenPick>(null);
  const [sheet, setSheet] = useState<'source' | 'model' | 'attention' | null>(null);
  const [part, setPart] = useState<Inspection | null>(null);
  const [said, setSaid] = useState<ReadonlyMap<number, Inspection>>(new Map());
  const [pictured, setPictured] = useState<string | null>(null);
  const [seen, setSeen] = useState<{ readonly size: Size; readonly hasHeat: boolean } | null>(null);
  const [isLarge, setLarge] = useState(false);
  const [heatOpen, setHeatOpen] = useState(false);
  const [choices, choose] = useScreenChoices();

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
  const watched = useMemo(
    () => [...(line === null ? [] : [line]), ...othersWrong.map((other) => ({ ...other, recent: [] }))],
    [line, othersWrong],
  );
  const attention = useAttention(watched);
  const shift = useShift(sourceId, line);
  const scan = useScan((id) => {
    location.hash = seatHref('inspect', { source: id });
  });
  useScanner(maySwitch, scan.scan);
  const look = useLook(picture, seen?.size ?? null);
  const seenFrame = useCallback(
    (head: FrameHead): void => {
      setPictured(run);
      const hasHeat = head.heat !== undefined;
      setSeen((before) =>
        before?.size.width === head.width && before.size.height === head.height && before.hasHeat === hasHeat
          ? before
          : { size: { width: head.width, height: head.height }, hasHeat },
      );
    },
    [run],
  );
  const hasHeat = seen?.hasHeat ?? false;
  const last = judged[0];
  useInspectCommands({
    state,
    mayStart,
    look,
    openPick: setOpen,
    acknowledge: attention.acknowledge,
    isCalled: attention.standing.length > 0,
    openLastPart: last === undefined ? null : () => setPart(last),
    toggleEnlarged: state.judges ? () => setLarge((before) => !before) : null,
    toggleHeat: hasHeat ? () => setHeatOpen((before) => !before) : null,
  });

  return (
    <div className="inspect">
      <h1 className="sr-only">{inspect.title}</h1>
      <div className="inspect-left">
        <section
          aria-label={inspect.picture}
          className="picture-well min-h-0 overflow-hidden rounded-lg border-hair bg-well"
          data-state={away ? 'away' : (line?.state ?? 'connecting')}
        >
          <div className="relative min-w-0 flex-1 overflow-hidden" ref={setWell}>
            <div className="absolute inset-0 touch-none" {...look.hand}>
              <LiveView
                dim={old}
                heat={choices.heat}
                labels={labels}
                look={look.look}
                onCrop={(head, detection, bitmap) => why.current?.take(head, detection, bitmap)}
                onFrame={seenFrame}
                plan={plan}
                ref={picture}
                source={live && line.state !== 'failed' ? sourceId : null}
                sourceName={sourceName}
              />
            </div>
            <PictureState
              away={away}
              busy={state.busy !== null}
              hasPicture={pictured === run}
              line={line}
              mayStart={mayStart}
              modelName={state.model?.title ?? line?.model?.name ?? inspect.model}
              onStart={state.toggle}
              sourceName={sourceName}
            />
            {state.trouble !== null && (
              <div className="absolute inset-x-4 top-4">
                <TroubleNotice trouble={state.trouble} />
              </div>
            )}
            {attention.heard.isBlocked && <SoundBlocked />}
            {scan.scanned !== null && <ScanNote onDismiss={scan.dismiss} scanned={scan.scanned} />}
            {heatOpen && hasHeat && <HeatPanel onCover={(heat) => choose({ heat })} opacity={choices.heat} />}
          </div>
          <PictureTools
            handles={look}
            heat={hasHeat ? { isOpen: heatOpen, toggle: () => setHeatOpen((before) => !before) } : null}
            wrong={othersWrong.length}
          />
        </section>
        <Readouts line={away ? null : line} />
        <Controls
          away={away}
          onAdd={() => setSheet('source')}
          onBring={() => setSheet('model')}
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
            <CountsPanel labels={labels} recent={judged} shift={shift} sourceId={sourceId} />
          </>
        ) : (
          <>
            <FindsPanel labels={state.labels ?? []} line={live ? line : null} old={live && old} />
            <AttentionBar handles={attention} nameOf={nameOf} onOpen={() => setSheet('attention')} />
            {state.ofPeople && <KeptPanel />}
            <FindsCounts line={line} />
          </>
        )}
        {(line?.zones !== undefined || line?.lines !== undefined) && (
          <ZonesPanel lines={line.lines ?? []} zones={line.zones ?? []} />
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
