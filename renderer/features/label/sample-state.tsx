import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Labelling } from './use-labelling.ts';

/** Over the foot of the sample: what did not work, why, and what now. */
export function Said({ state, away }: { readonly state: Labelling; readonly away: boolean }): ReactNode {
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

/** In place of a picture or a sound while it is not here. */
export function NoSample({ state }: { readonly state: Labelling }): ReactNode {
  const { label } = useWords();
  const { sample, current } = state;
  const isSound = current?.sound !== undefined;
  if (sample === null) {
    return (
      <p className="waiting absolute inset-0 grid place-items-center text-lg text-on-well-2" role="status">
        {isSound ? label.sound.waiting : label.waitingPicture}
      </p>
    );
  }
  if (sample.kind !== 'refused') return null;
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
          title={isSound ? label.sound.none : label.noPicture}
          tone="care"
        />
      </div>
    </div>
  );
}
