import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import { penFor, useCanvasInks, useSize } from '../../overlay/use-canvas.ts';
import { drawHistory } from './draw-history.ts';
import { LevelMeter } from './level-meter.tsx';
import type { Listen } from './use-listen.ts';

function History({ moments }: Pick<Listen, 'moments'>): ReactNode {
  const { listen } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(place);
  const inks = useCanvasInks();
  useLayoutEffect(() => {
    const pen = penFor(canvas.current, { width, height });
    if (pen === null) return;
    // Time stands still while nothing is heard: what was heard last does not run out of the picture.
    const now = moments.at(-1)?.at ?? 0;
    drawHistory(pen, { width, height, moments, now, inks, words: listen });
  }, [width, height, moments, inks, listen]);
  return (
    <div className="absolute inset-0" ref={place}>
      <canvas aria-label={listen.wave} className="absolute inset-0 size-full" ref={canvas} role="img" />
      <p aria-hidden="true" className="absolute top-3 right-4 flex items-center gap-2 text-sm font-medium text-on-well">
        <span className="h-1.5 w-6 rounded-full bg-accent" />
        {listen.legend}
      </p>
    </div>
  );
}

export interface WavePanelProps {
  readonly listen: Listen;
  readonly away: boolean;
  readonly mayStart: boolean;
  readonly onAdd: (() => void) | null;
}

/** Over the wave: why there is none, and what now. */
function Over({ listen, away, mayStart, onAdd }: WavePanelProps): ReactNode {
  const words = useWords();
  const { state, source, sources, unread } = listen;
  if (state === null) {
    if (unread === null) return <div aria-busy="true" className="skeleton absolute inset-0" />;
    return (
      <div className="absolute inset-0 grid place-items-center p-8">
        <div className="w-full max-w-md">
          <TroubleNotice trouble={unread} />
        </div>
      </div>
    );
  }
  if (away) {
    return (
      <p className="absolute inset-x-0 top-3 text-center font-medium text-on-well" role="status">
        {words.listen.away}
      </p>
    );
  }
  if (state.state === 'stalled' || state.state === 'failed') {
    const isStalled = state.state === 'stalled';
    const { listen } = words;
    return (
      <div className="absolute inset-x-4 bottom-4">
        <Notice
          remedy={isStalled ? listen.stalledText : state.wanted ? listen.retriedText : listen.failedText}
          text={state.note}
          title={words.listen.states[state.state]}
          tone={isStalled ? 'care' : 'bad'}
        />
      </div>
    );
  }
  if (state.state === 'starting' || listen.busy === 'starting') {
    return (
      <div className="absolute inset-0 grid place-items-center bg-well" role="status">
        <p className="text-lg text-on-well">{words.listen.startingText}</p>
      </div>
    );
  }
  if (state.state !== 'stopped' || !state.needs.isInstalled || listen.moments.length > 0) return null;
  const none = sources !== null && sources.length === 0;
  const act =
    none && onAdd !== null ? (
      <Button icon="plus" onClick={onAdd} size="large">
        {words.listen.addSource}
      </Button>
    ) : mayStart && source !== null ? (
      <Button icon="play" onClick={listen.toggle} size="large">
        {words.inspect.startNow(source.name)}
      </Button>
    ) : undefined;
  const text = none && onAdd !== null ? words.listen.firstText : words.listen.stoppedText;
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto bg-surface">
      <Empty
        icon="listen"
        text={mayStart ? text : `${text} ${words.listen.notYours}`}
        title={none ? words.listen.noSource : words.listen.states.stopped}
        {...(act === undefined ? {} : { act })}
      />
    </div>
  );
}

export function WavePanel(props: WavePanelProps): ReactNode {
  const words = useWords();
  const { state, moments, trouble } = props.listen;
  const isLive = state?.state === 'running' && !props.away;
  return (
    <section
      aria-label={words.listen.wave}
      className="flex min-h-0 flex-col overflow-hidden rounded-lg border-hair bg-surface"
      data-state={props.away ? 'away' : (state?.state ?? 'connecting')}
    >
      <div className="relative min-h-56 flex-1 bg-well">
        <History moments={moments} />
        <Over {...props} />
        {trouble !== null && (
          <div className="absolute inset-x-4 top-4">
            <TroubleNotice trouble={trouble} />
          </div>
        )}
      </div>
      <div className="border-t-hair">
        <LevelMeter level={isLive ? state.level : null} />
      </div>
    </section>
  );
}
