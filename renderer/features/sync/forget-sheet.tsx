import type { ReactNode } from 'react';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { SureSheet } from '../../components/sure-sheet.tsx';
import { useWords } from '../../locales/words.tsx';

export interface ForgetSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onForgotten: () => void;
}

/** Asked before it is done: the key cannot be had back from here. */
export function ForgetSheet({ open, onClose, onForgotten }: ForgetSheetProps): ReactNode {
  const { sync, cancel } = useWords();
  const { forgetSheet: words } = sync;
  const { toasts } = useStation();
  const forget = useAction((client, _input: null) => client.sync.forget());
  const submit = async (): Promise<void> => {
    if ((await forget.run(null)) === null) return;
    toasts.say({ tone: 'plain', title: words.forgotten, text: '' });
    onForgotten();
    onClose();
  };
  return (
    <SureSheet
      act={words.sure}
      busy={forget.busy}
      keep={cancel}
      onClose={onClose}
      onSure={() => void submit()}
      open={open}
      title={words.title}
      trouble={forget.trouble}
    >
      <p>{words.text}</p>
      <p className="text-ink-2">{words.later}</p>
    </SureSheet>
  );
}
