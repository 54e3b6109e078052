import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { Button } from '../../components/button.tsx';
import { StateGlyph, type StateShape } from '../../components/state-glyph.tsx';
import { useWords } from '../../locales/words.tsx';

function Cover({
  title,
  text,
  act,
  shape,
  waiting = false,
}: {
  readonly title: string;
  readonly text: string;
  readonly act?: ReactNode;
  readonly shape?: StateShape;
  readonly waiting?: boolean;
}): ReactNode {
  return (
    <div className="absolute inset-0 grid place-items-center bg-well p-8 text-center text-on-well" role="status">
      <div className="max-w-md [--glyph-cut:var(--well)]">
        {shape !== undefined && (
          <p className="mb-4 grid place-items-center">
            <StateGlyph shape={shape} size={56} />
          </p>
        )}
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
  const start = (text: string): ReactNode =>
    mayStart && (
      <Button disabled={busy} icon="play" look="action" onClick={onStart} size="large">
        {text}
      </Button>
    );
  if (line === null) return <Cover text="" title={words.link.connecting} waiting />;
  if (away && hasPicture) return <Band shape="away" text={words.link.retrying} title={inspect.dimmed} />;
  if (away) return <Cover shape="away" text={words.link.retrying} title={words.link.lost} />;
  const note = (usual: string): string => line.note || usual;
  switch (line.state) {
    case 'stopped':
      return (
        <Cover
          act={start(inspect.startNow(sourceName))}
          text={note(inspect.stoppedText)}
          title={inspect.stoppedTitle}
        />
      );
    case 'starting':
      return <Cover text={note(inspect.startingText(sourceName, modelName))} title={inspect.startingTitle} waiting />;
    case 'running':
      // A folder whose pictures are all seen waits as well, and somebody may have come to this page since.
      if (!hasPicture)
        return <Cover text="" title={line.frames > 0 ? inspect.nextPicture : inspect.waitingPicture} waiting />;
      return line.note === '' ? null : <Band shape="care" text={line.note} title={inspect.troubleTitle} />;
    case 'stalled':
      if (hasPicture) return <Band shape="care" text={note(inspect.stalledText)} title={inspect.stalledTitle} />;
      return <Cover shape="care" text={note(inspect.stalledText)} title={inspect.stalledTitle} waiting />;
    case 'failed':
      if (hasPicture) return <Band shape="bad" text={note(inspect.failedText)} title={inspect.failedTitle} />;
      return (
        <Cover
          act={start(inspect.startAgain)}
          shape="bad"
          text={note(inspect.failedText)}
          title={inspect.failedTitle}
        />
      );
  }
}
