import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { Button } from '../../components/button.tsx';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { useWords } from '../../locales/words.tsx';

function Cover({
  title,
  text,
  act,
  waiting = false,
}: {
  readonly title: string;
  readonly text: string;
  readonly act?: ReactNode;
  readonly waiting?: boolean;
}): ReactNode {
  return (
    <div className="absolute inset-0 grid place-items-center bg-well p-8 text-center text-on-well" role="status">
      <div className="max-w-md">
        <h2 className="text-2xl font-semibold">{title}</h2>
        <p className="mt-2 text-lg text-on-well-2">{text}</p>
        {waiting && <div aria-hidden="true" className="waiting mx-auto mt-6 h-1 w-40 rounded-full bg-on-well-2" />}
        {act !== undefined && <div className="mt-7">{act}</div>}
      </div>
    </div>
  );
}

function Band({
  title,
  text,
  shape,
}: {
  readonly title: string;
  readonly text: string;
  readonly shape: 'care' | 'bad' | 'away';
}): ReactNode {
  const ground = shape === 'care' ? 'bg-unsure-wash border-unsure-ink' : 'bg-fail-wash border-fail-ink';
  return (
    <div
      className={`absolute inset-x-0 bottom-0 flex items-start gap-3 border-t-hair px-5 py-4 ${ground}`}
      role="alert"
    >
      <span className="pt-1">
        <StateGlyph shape={shape} size={20} />
      </span>
      <div>
        <p className="text-lg font-semibold">{title}</p>
        <p className="text-ink-2">{text}</p>
      </div>
    </div>
  );
}

export interface PictureStateProps {
  readonly line: LineState | null;
  readonly away: boolean;
  readonly hasPicture: boolean;
  readonly sourceName: string;
  readonly modelName: string;
  readonly mayStart: boolean;
  readonly busy: boolean;
  readonly onStart: () => void;
}

/** What lies over the picture: where there is none, what will be here; where it is old, that it is old. */
export function PictureState(props: PictureStateProps): ReactNode {
  const { line, away, hasPicture, sourceName, modelName, mayStart, busy, onStart } = props;
  const words = useWords();
  const { inspect } = words;
  if (line === null) return <Cover text="" title={words.link.connecting} waiting />;
  if (away)
    return hasPicture ? (
      <Band shape="away" text={words.link.retrying} title={inspect.dimmed} />
    ) : (
      <Cover text={words.link.retrying} title={words.link.lost} />
    );
  switch (line.state) {
    case 'stopped':
      return (
        <Cover
          act={
            mayStart && (
              <Button
                className="border-on-well! bg-on-well! text-well! hover:opacity-90"
                disabled={busy}
                icon="play"
                look="action"
                onClick={onStart}
                size="large"
              >
                {inspect.startNow(sourceName)}
              </Button>
            )
          }
          text={inspect.stoppedText}
          title={inspect.stoppedTitle}
        />
      );
    case 'starting':
      return (
        <Cover text={line.note || inspect.startingText(sourceName, modelName)} title={inspect.startingTitle} waiting />
      );
    case 'running':
      return hasPicture ? null : <Cover text="" title={inspect.waitingPicture} waiting />;
    case 'stalled':
      if (!hasPicture) return <Cover text={line.note || inspect.stalledText} title={inspect.stalledTitle} waiting />;
      return <Band shape="care" text={line.note || inspect.stalledText} title={inspect.stalledTitle} />;
    case 'failed':
      if (!hasPicture) return <Cover text={line.note || inspect.failedText} title={inspect.failedTitle} />;
      return <Band shape="bad" text={line.note || inspect.failedText} title={inspect.failedTitle} />;
  }
}
