import type { ReactNode } from 'react';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
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
    <SideSheet onClose={onClose} open={open} title={words.title}>
      <div className="space-y-5">
        <p>{words.text}</p>
        <p className="text-ink-2">{words.later}</p>
        {forget.trouble !== null && <TroubleNotice trouble={forget.trouble} />}
        <div className="grid gap-3">
          <Button disabled={forget.busy} icon="bin" look="action" onClick={() => void submit()}>
            {words.sure}
          </Button>
          <Button onClick={onClose}>{cancel}</Button>
        </div>
      </div>
    </SideSheet>
  );
}
