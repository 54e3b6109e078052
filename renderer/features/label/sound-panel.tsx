import type { ReactNode, Ref } from 'react';
import { Button } from '../../components/button.tsx';
import { fixed } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import type { BoardHandle } from './picture-board.tsx';
import { NoSample, Said } from './sample-state.tsx';
import { SoundBoard } from './sound-board.tsx';
import type { Labelling } from './use-labelling.ts';
import type { SoundPlayer } from './use-sound-player.ts';

export interface SoundPanelProps {
  readonly state: Labelling;
  readonly labels: readonly string[];
  readonly away: boolean;
  readonly board: Ref<BoardHandle>;
  readonly player: SoundPlayer;
}

export function SoundPanel({ state, labels, away, board, player }: SoundPanelProps): ReactNode {
  const words = useWords();
  const { label } = words;
  const { current, editing, sample } = state;
  if (current === null || editing === null) return null;
  const seconds = (ms: number): string => fixed(ms / 1_000, 1, words.tag);
  return (
    <section
      aria-label={label.item(current.id)}
      className="label-picture flex min-h-0 flex-col overflow-hidden rounded-lg border-hair"
    >
      <div className="relative min-h-0 flex-1 bg-well">
        <SoundBoard
          editing={editing}
          item={current}
          labels={labels}
          onEdit={state.edit}
          onSeek={player.seek}
          playedMs={player.atMs}
          ref={board}
          sound={sample?.kind === 'sound' ? sample.sound : null}
        />
        <NoSample state={state} />
        <div className="absolute inset-x-3 bottom-3">
          <Said away={away} state={state} />
        </div>
      </div>
      <div className="flex items-center gap-4 border-t-hair bg-surface p-3">
        <Button
          className="min-w-40"
          disabled={sample?.kind !== 'sound'}
          icon={player.playing ? 'pause' : 'play'}
          keyHint="P"
          onClick={player.toggle}
          size="large"
        >
          {player.playing ? label.sound.pause : label.sound.play}
        </Button>
        <p className="text-lg font-semibold tabular-nums">
          {seconds(player.atMs)} / {seconds(editing.picture.width)} s
        </p>
        <p className="ml-auto hidden max-w-80 text-right text-sm text-ink-2 sm:block">{label.sound.how}</p>
      </div>
    </section>
  );
}
