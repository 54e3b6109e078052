import { type ReactNode, useRef } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { clockTime } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Still } from './use-still.ts';

export interface StillBarProps {
  readonly still: Still;
  /** Whether the recipe is tried on the picture. */
  readonly trying: boolean;
  readonly onTry: (on: boolean) => void;
}

/** Which picture is drawn on, and how to get another. */
export function StillBar({ still, trying, onTry }: StillBarProps): ReactNode {
  const words = useWords();
  const say = words.recipes.still;
  const file = useRef<HTMLInputElement>(null);
  const told =
    still.takenAt !== null
      ? say.taken(clockTime(still.takenAt, words.tag))
      : still.from === 'file'
        ? say.fromFile
        : still.state === 'none'
          ? say.none
          : say.coming;
  return (
    <div className="flex flex-wrap items-center gap-2 border-t-hair bg-surface p-2 pl-4">
      <p className="mr-auto min-w-32 flex-1 text-sm text-ink-2 tabular-nums" role="status">
        {still.unreadable ? say.unreadable : told}
      </p>
      {still.picture !== null && still.from === 'line' && (
        <Button aria-pressed={trying} icon="inspect" look={trying ? 'action' : 'plain'} onClick={() => onTry(!trying)}>
          {say.tryIt}
        </Button>
      )}
      <Button icon="again" onClick={still.again}>
        {say.again}
      </Button>
      <Button icon="folder" onClick={() => file.current?.click()}>
        {say.file}
      </Button>
      <input
        accept="image/*"
        aria-label={say.file}
        className="sr-only"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) still.choose(chosen);
          event.target.value = '';
        }}
        ref={file}
        tabIndex={-1}
        type="file"
      />
    </div>
  );
}

/** What would bring pictures: null for a source that is not at the station. */
export interface SourceWish {
  readonly sourceId: string;
  readonly model: string;
  readonly inputSize?: number;
}

/** Under the empty ground: why there is no picture, and what to do. */
export function NoStill({ still, wish }: { readonly still: Still; readonly wish: SourceWish | null }): ReactNode {
  const say = useWords().recipes.still;
  const mayStart = useMay(contract.inspections.start);
  const start = useAction((client, wanted: SourceWish) => client.inspections.start(wanted));
  if (still.state !== 'none') return null;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t-hair bg-raised px-4 py-3">
      <div className="min-w-64 flex-1">
        <h3 className="font-semibold">{say.none}</h3>
        <p className="text-ink-2">{say.noneText}</p>
        {start.trouble !== null && (
          <div className="mt-3">
            <TroubleNotice trouble={start.trouble} />
          </div>
        )}
      </div>
      {mayStart && wish !== null && (
        <Button disabled={start.busy} icon="play" onClick={() => void start.run(wish)}>
          {say.startLine}
        </Button>
      )}
    </div>
  );
}
