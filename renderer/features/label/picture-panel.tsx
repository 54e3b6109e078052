import { type ReactNode, type Ref, useState } from 'react';
import { useWords } from '../../locales/words.tsx';
import type { Light } from './board.ts';
import { type BoardHandle, PictureBoard } from './picture-board.tsx';
import { NoSample, Said } from './sample-state.tsx';
import { Tools, type ToolsProps } from './tools.tsx';
import type { Labelling } from './use-labelling.ts';

export interface PicturePanelProps extends Omit<ToolsProps, 'scale'> {
  readonly state: Labelling;
  readonly labels: readonly string[];
  readonly away: boolean;
  readonly board: Ref<BoardHandle>;
  readonly light: Light;
}

export function PicturePanel(props: PicturePanelProps): ReactNode {
  const { state, labels, away, board, light, handMode } = props;
  const { label } = useWords();
  const [scale, setScale] = useState(1);
  const { current, editing, sample } = state;
  if (current === null || editing === null) return null;
  return (
    <section
      aria-label={label.item(current.id)}
      className="label-picture flex min-h-0 overflow-hidden rounded-lg border-hair"
    >
      <div className="relative min-w-0 flex-1 bg-well">
        <PictureBoard
          editing={editing}
          handMode={handMode}
          item={current}
          labels={labels}
          light={light}
          onEdit={state.edit}
          onZoom={setScale}
          picture={sample?.kind === 'picture' ? sample.picture : null}
          ref={board}
        />
        <NoSample state={state} />
        <div className="absolute inset-x-3 bottom-3">
          <Said away={away} state={state} />
        </div>
      </div>
      <Tools {...props} scale={scale} />
    </section>
  );
}
