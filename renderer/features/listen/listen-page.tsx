import { type ReactNode, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { useLinkState } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { useWords } from '../../locales/words.tsx';
import { Figures } from './figures.tsx';
import { MissingModel } from './missing-model.tsx';
import { NowPanel } from './now-panel.tsx';
import { SegmentsPanel } from './segments-panel.tsx';
import { noteOf, soundIcons } from './sound-source.ts';
import { SoundSourceSheet } from './sound-source-sheet.tsx';
import { type Listen, useListen } from './use-listen.ts';
import { VoicesNotice } from './voices-notice.tsx';
import { WavePanel } from './wave-panel.tsx';

function useListenCommands(listen: Listen, mayStart: boolean, pick: () => void): void {
  const words = useWords();
  const latest = useRef(listen);
  latest.current = listen;
  const { moving, busy } = listen;
  const cannot = busy !== null || (!moving && listen.source === null);
  useCommands(
    useMemo<readonly Command[]>(() => {
      if (!mayStart) return [];
      const toggle = {
        id: 'listen-toggle',
        words: moving ? words.listen.stop : words.listen.start,
        icon: moving ? 'stop' : 'play',
        keyName: 'space',
        disabled: cannot,
        run: () => latest.current.toggle(),
      } as const;
      const source = {
        id: 'listen-source',
        words: words.listen.pickSource,
        icon: 'listen',
        keyName: 's',
        run: pick,
      } as const;
      return [
        { ...toggle, group: 'do' },
        { ...source, group: 'do' },
      ];
    }, [mayStart, moving, cannot, words, pick]),
  );
}

interface ControlsProps {
  readonly listen: Listen;
  readonly away: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onAdd: (() => void) | null;
}

function Controls({ listen, away, open, onOpen, onAdd }: ControlsProps): ReactNode {
  const words = useWords();
  const { moving, busy, source, sources, state } = listen;
  const isMissing = state !== null && !state.needs.isInstalled && !moving;
  const acting = busy === null ? null : words.listen[busy];
  return (
    <div className="flex gap-3">
      <Button
        className="w-48 shrink-0 max-[1199px]:w-40 max-[1199px]:px-3"
        disabled={away || busy !== null || (!moving && (source === null || isMissing))}
        icon={moving ? 'stop' : 'play'}
        keyHint={words.keys.space}
        look={moving ? 'plain' : 'action'}
        onClick={listen.toggle}
        size="large"
      >
        {acting ?? (moving ? words.listen.stop : words.listen.start)}
      </Button>
      <Pick
        className="flex-1"
        disabled={away || busy !== null}
        height="large"
        label={words.listen.source}
        onOpenChange={onOpen}
        onPick={listen.pickSource}
        open={open}
        options={(sources ?? []).map(({ id, name, settings }) => ({
          value: id,
          label: name,
          note: noteOf(settings),
          icon: soundIcons[settings.kind],
        }))}
        placeholder={sources?.length === 0 ? words.listen.noSource : words.listen.pickSource}
        value={source?.id ?? ''}
        {...(onAdd === null ? {} : { extra: { label: words.listen.addSource, icon: 'plus' as const, run: onAdd } })}
      />
    </div>
  );
}

export function ListenPage(): ReactNode {
  const words = useWords();
  const away = useLinkState().kind !== 'open';
  const mayStart = useMay(contract.listen.start);
  const mayAdd = useMay(contract.sources.add);
  const listen = useListen();
  const [picking, setPicking] = useState(false);
  const [adding, setAdding] = useState(false);
  const pick = useMemo(() => () => setPicking(true), []);
  useListenCommands(listen, mayStart, pick);
  const { state, sources } = listen;
  const onAdd = mayAdd ? () => setAdding(true) : null;
  return (
    <div className="listen-seat">
      <h1 className="sr-only">{words.listen.title}</h1>
      <div className="listen-left">
        {state !== null && !state.needs.isInstalled && !listen.moving && (
          <MissingModel name={state.needs.name} onHere={listen.lookAgain} />
        )}
        <WavePanel away={away} listen={listen} mayStart={mayStart} onAdd={onAdd} />
        <Figures state={away ? null : state} />
        {mayStart && <Controls away={away} listen={listen} onAdd={onAdd} onOpen={setPicking} open={picking} />}
      </div>
      <div className="listen-right">
        <NowPanel state={away ? null : state} />
        <VoicesNotice />
        <SegmentsPanel state={state} />
      </div>
      <SoundSourceSheet
        inUse={listen.moving ? (state?.sourceId ?? null) : null}
        onAdded={(source) => listen.pickSource(source.id)}
        onChanged={listen.reloadSources}
        onClose={() => setAdding(false)}
        open={adding}
        sources={sources ?? []}
      />
    </div>
  );
}
