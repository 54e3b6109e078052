import { type ReactNode, type Ref, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Light } from './board.ts';
import { type BoardHandle, PictureBoard } from './picture-board.tsx';
import { Tools, type ToolsProps } from './tools.tsx';
import type { Labelling } from './use-labelling.ts';

/** Over the foot of the picture: what did not work, why, and what now. */
function Said({ state, away }: { readonly state: Labelling; readonly away: boolean }): ReactNode {
  const { label } = useWords();
  const { trouble } = state;
  if (trouble === null) return away ? <Notice title={label.awayDraft} tone="care" /> : null;
  switch (trouble.code) {
    case 'offline':
      return <Notice remedy={label.notSavedRemedy} text={label.notSavedText} title={label.notSaved} tone="care" />;
    case 'wrong_state':
    case 'not_found':
      return (
        <Notice
          act={
            <Button icon="right" onClick={state.leave}>
              {label.next}
            </Button>
          }
          text={label.takenText}
          title={label.takenTitle}
          tone="care"
        />
      );
    default:
      return <TroubleNotice trouble={trouble} />;
  }
}

function NoPicture({ state }: { readonly state: Labelling }): ReactNode {
  const { label } = useWords();
  const { picture } = state;
  if (picture?.kind === 'here') return null;
  if (picture === null) {
    return (
      <p className="waiting absolute inset-0 grid place-items-center text-lg text-on-well-2" role="status">
        {label.waitingPicture}
      </p>
    );
  }
  return (
    <div className="absolute inset-0 grid place-items-center p-8">
      <div className="w-full max-w-md">
        <Notice
          act={
            <Button icon="right" onClick={state.leave}>
              {label.next}
            </Button>
          }
          text={label.noPictureText}
          title={label.noPicture}
          tone="care"
        />
      </div>
    </div>
  );
}

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
  const { current, editing, picture } = state;
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
          picture={picture?.kind === 'here' ? picture.picture : null}
          ref={board}
        />
        <NoPicture state={state} />
        <div className="absolute inset-x-3 bottom-3">
          <Said away={away} state={state} />
        </div>
      </div>
      <Tools {...props} scale={scale} />
    </section>
  );
}
