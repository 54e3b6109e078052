import { type ReactNode, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useFullScreen } from '../../app/full-screen.tsx';
import { useMay } from '../../app/may.ts';
import { useLinkState } from '../../app/station.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { PartSheet } from '../../components/part-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { starterLabels } from '../../overlay/label-marks.ts';
import { Controls, type OpenPick } from './controls.tsx';
import { CountsPanel } from './counts-panel.tsx';
import { FindsCounts, FindsPanel } from './finds-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { LiveView } from './live-view.tsx';
import { ModelSheet } from './model-sheet.tsx';
import { PartStrip } from './part-strip.tsx';
import { PictureState } from './picture-state.tsx';
import { Readouts } from './readouts.tsx';
import { sourceIcons } from './source-icons.ts';
import { SourceSheet } from './source-sheet.tsx';
import { type Line, useLine } from './use-line.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { type WhyHandle, WhyPanel } from './why-panel.tsx';

const noParts: readonly Inspection[] = [];

function useInspectCommands(state: Line, mayStart: boolean, open: (pick: OpenPick) => void): void {
  const words = useWords();
  const { toggle: toggleFull } = useFullScreen();
  const latest = useRef(state);
  latest.current = state;
  const { moving, busy, sources } = state;
  const list = useMemo<readonly Command[]>(() => {
    const { inspect } = words;
    const own: readonly Command[] = [
      {
        id: 'toggle',
        words: moving ? inspect.stop : inspect.start,
        group: 'do',
        icon: moving ? 'stop' : 'play',
        keyName: 'space',
        disabled: busy !== null,
        run: () => latest.current.toggle(),
      },
      {
        id: 'pick-source',
        words: inspect.pickSource,
        group: 'do',
        icon: 'camera',
        keyName: 's',
        run: () => open('source'),
      },
      {
        id: 'pick-model',
        words: inspect.pickModel,
        group: 'do',
        icon: 'models',
        keyName: 'm',
        run: () => open('model'),
      },
      ...sources.map(
        (source): Command => ({
          id: `source-${source.id}`,
          words: source.name,
          group: 'source',
          icon: sourceIcons[source.settings.kind],
          run: () => latest.current.pickSource(source.id),
        }),
      ),
    ];
    return [
      ...(mayStart ? own : []),
      { id: 'full', words: inspect.full, group: 'do', icon: 'expand', keyName: 'f', run: toggleFull },
    ];
  }, [moving, busy, sources, mayStart, open, toggleFull, words]);
  useCommands(list);
}

export function InspectPage(): ReactNode {
  const words = useWords();
  const away = useLinkState().kind !== 'open';
  const mayStart = useMay(contract.inspections.start);
  const state = useLine(mayStart);
  const { line } = state;
  const why = useRef<WhyHandle>(null);
  const [open, setOpen] = useState<OpenPick>(null);
  const [adding, setAdding] = useState(false);
  const [bringing, setBringing] = useState(false);
  const [part, setPart] = useState<Inspection | null>(null);
  const [pictured, setPictured] = useState<string | null>(null);
  useInspectCommands(state, mayStart, setOpen);

  const sourceId = line?.sourceId ?? null;
  const labels = state.model?.card?.labels ?? starterLabels;
  const sourceName = state.source?.name ?? sourceId ?? words.inspect.source;
  const run = `${sourceId} ${line?.startedAt ?? ''}`;
  const live = line !== null && line.state !== 'stopped';
  const old = away || line?.state === 'stalled' || line?.state === 'failed';
  return (
    <div className="inspect">
      <h1 className="sr-only">{words.inspect.title}</h1>
      <div className="inspect-left">
        <section
          aria-label={words.inspect.picture}
          className="picture-well relative min-h-0 overflow-hidden rounded-lg border-hair bg-well"
          data-state={away ? 'away' : (line?.state ?? 'connecting')}
        >
          <LiveView
            dim={old}
            labels={labels}
            onCrop={(head, detection, picture) => why.current?.take(head, detection, picture)}
            onFirst={() => setPictured(run)}
            source={live && line.state !== 'failed' ? sourceId : null}
            sourceName={sourceName}
          />
          <PictureState
            away={away}
            busy={state.busy !== null}
            hasPicture={pictured === run}
            line={line}
            mayStart={mayStart}
            modelName={state.model?.title ?? line?.model?.name ?? words.inspect.model}
            onStart={state.toggle}
            sourceName={sourceName}
          />
          {state.trouble !== null && (
            <div className="absolute inset-x-4 top-4">
              <TroubleNotice trouble={state.trouble} />
            </div>
          )}
        </section>
        <Readouts line={away ? null : line} />
        <Controls
          away={away}
          onAdd={() => setAdding(true)}
          onBring={() => setBringing(true)}
          onOpen={setOpen}
          open={open}
          state={state}
        />
        <PartStrip judges={state.judges} onOpen={setPart} open={part?.id ?? null} parts={line?.recent ?? noParts} />
      </div>
      <div className="inspect-right">
        {state.judges ? (
          <>
            <VerdictPanel old={old} verdict={live ? line.verdict : null} />
            <WhyPanel
              judged={live ? line.recent[0] : undefined}
              key={run}
              labels={labels}
              ref={why}
              verdict={live ? line.verdict : null}
            />
            <CountsPanel labels={labels} line={line} />
          </>
        ) : (
          <>
            <FindsPanel labels={state.model?.card?.labels ?? []} line={live ? line : null} old={live && old} />
            {state.ofPeople && <KeptPanel />}
            <FindsCounts line={line} />
          </>
        )}
      </div>
      <PartSheet labels={labels} onClose={() => setPart(null)} part={part} sourceName={sourceName} />
      <ModelSheet
        available={state.available}
        onChanged={state.reloadModels}
        onClose={() => setBringing(false)}
        open={bringing}
      />
      <SourceSheet
        inUse={state.moving ? sourceId : null}
        onAdded={(source) => state.pickSource(source.id)}
        onChanged={state.reloadSources}
        onClose={() => setAdding(false)}
        open={adding}
        sources={state.sources}
      />
    </div>
  );
}
