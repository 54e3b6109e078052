import { type ReactNode, type Ref, useRef, useState } from 'react';
import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import type { JudgedHead } from '../../overlay/live-painter.ts';
import type { Size } from '../../overlay/space.ts';
import type { StaticLayerProps } from '../../overlay/static-layer.tsx';
import { SoundBlocked } from './attention-bar.tsx';
import { HeatPanel } from './heat-panel.tsx';
import { LiveView } from './live-view.tsx';
import { PictureState } from './picture-state.tsx';
import { PictureTools } from './picture-tools.tsx';
import { type ScanHandles, ScanNote } from './scan-note.tsx';
import { useScreenChoices } from './use-attention.ts';
import type { Line } from './use-line.ts';
import { type LookHandles, useLook } from './use-look.ts';

interface Seen {
  readonly size: Size;
  readonly hasHeat: boolean;
}

export interface PictureHandles {
  readonly look: LookHandles;
  readonly heat: { readonly isOpen: boolean; readonly toggle: () => void } | null;
  /** Which run of the line the newest picture is of. */
  readonly pictured: string | null;
  readonly onFrame: (head: FrameHead) => void;
  readonly place: Ref<HTMLDivElement>;
}

/** What is known of the picture by its newest frame, and how somebody looks at it. */
export function usePicture(run: string): PictureHandles {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [pictured, setPictured] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const look = useLook(place, seen?.size ?? null);
  return {
    look,
    heat: seen?.hasHeat === true ? { isOpen, toggle: () => setOpen((before) => !before) } : null,
    pictured,
    place,
    onFrame: ({ width, height, heat }) => {
      setPictured(run);
      const hasHeat = heat !== undefined;
      setSeen((before) =>
        before?.size.width === width && before.size.height === height && before.hasHeat === hasHeat
          ? before
          : { size: { width, height }, hasHeat },
      );
    },
  };
}

export interface PicturePaneProps {
  readonly state: Line;
  readonly handles: PictureHandles;
  readonly run: string;
  readonly away: boolean;
  readonly old: boolean;
  readonly mayStart: boolean;
  readonly plan: StaticLayerProps['plan'];
  readonly labels: readonly string[];
  readonly sourceName: string;
  readonly scan: ScanHandles;
  readonly isBlocked: boolean;
  /** Other lines that stand still. */
  readonly wrong: number;
  /** Where a region is shown large. */
  readonly over: Ref<HTMLDivElement>;
  readonly onCrop: (head: JudgedHead, detection: Detection, picture: ImageBitmap) => void;
}

/** The picture, what lies over it, and its tools beside it. */
export function PicturePane(props: PicturePaneProps): ReactNode {
  const { state, handles, run, away, old, mayStart, plan, labels, sourceName, scan, isBlocked, wrong, over } = props;
  const { inspect } = useWords();
  const [choices, choose] = useScreenChoices();
  const { line } = state;
  const isLive = line !== null && line.state !== 'stopped' && line.state !== 'failed';
  return (
    <section
      aria-label={inspect.picture}
      className="picture-well min-h-0 overflow-hidden rounded-lg border-hair bg-well"
      data-state={away ? 'away' : (line?.state ?? 'connecting')}
    >
      <div className="relative min-w-0 flex-1 overflow-hidden" ref={over}>
        <div className="absolute inset-0 touch-none" {...handles.look.hand}>
          <LiveView
            dim={old}
            heat={choices.heat}
            labels={labels}
            look={handles.look.look}
            onCrop={props.onCrop}
            onFrame={handles.onFrame}
            plan={plan}
            ref={handles.place}
            source={isLive ? line.sourceId : null}
            sourceName={sourceName}
          />
        </div>
        <PictureState
          away={away}
          busy={state.busy !== null}
          hasPicture={handles.pictured === run}
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
        {isBlocked && <SoundBlocked />}
        {scan.scanned !== null && <ScanNote onDismiss={scan.dismiss} scanned={scan.scanned} />}
        {handles.heat?.isOpen === true && <HeatPanel onCover={(heat) => choose({ heat })} opacity={choices.heat} />}
      </div>
      <PictureTools handles={handles.look} heat={handles.heat} wrong={wrong} />
    </section>
  );
}
