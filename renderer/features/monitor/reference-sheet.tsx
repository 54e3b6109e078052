import { type ReactNode, useState } from 'react';
import type { PastWindow, WhichStream } from '../../../preload/contract/monitor.ts';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Form } from '../../components/form.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { momentText } from './range.ts';

interface ReferenceSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChosen: () => void;
  readonly which: WhichStream;
  readonly windows: readonly PastWindow[];
}

type From =
  | { readonly kind: 'training-set' }
  | { readonly kind: 'range'; readonly since: number; readonly until: number };

function Fields({ onClose, onChosen, which, windows }: Omit<ReferenceSheetProps, 'open'>): ReactNode {
  const { monitor, tag } = useWords();
  const { reference } = monitor;
  const { toasts } = useStation();
  const [kind, setKind] = useState<'range' | 'training-set'>('range');
  const newest = windows.toReversed();
  const [first, setFirst] = useState(newest[0]?.window.startAt);
  const [last, setLast] = useState(newest[0]?.window.endAt);
  const set = useAction((client, from: From) => client.monitor.setReference({ ...which, from }));
  const isTurned = first !== undefined && last !== undefined && first >= last;
  const from: From | null =
    kind === 'training-set'
      ? { kind }
      : first === undefined || last === undefined || isTurned
        ? null
        : { kind, since: first, until: last };
  const submit = async (wanted: From): Promise<void> => {
    if ((await set.run(wanted)) === null) return;
    toasts.say({ tone: 'plain', title: reference.saved, text: '' });
    onChosen();
    onClose();
  };
  const options = (edge: 'startAt' | 'endAt') =>
    newest.map(({ window }) => ({ value: String(window[edge]), label: momentText(window[edge], tag) }));
  return (
    <Form
      onSubmit={() => {
        if (from !== null) void submit(from);
      }}
    >
      <Choice
        label={reference.by}
        onChoose={(value) => setKind(value === 'range' ? 'range' : 'training-set')}
        options={[
          { value: 'range', label: reference.range },
          { value: 'training-set', label: reference.training },
        ]}
        value={kind}
      />
      {kind === 'range' && windows.length === 0 && <Notice title={reference.none} tone="plain" />}
      {kind === 'range' && windows.length > 0 && (
        <div className="grid gap-4">
          <Pick
            height="large"
            label={reference.from}
            onPick={(value) => setFirst(Number(value))}
            options={options('startAt')}
            placeholder={reference.pick}
            value={String(first)}
          />
          <Pick
            height="large"
            label={reference.until}
            onPick={(value) => setLast(Number(value))}
            options={options('endAt')}
            placeholder={reference.pick}
            value={String(last)}
          />
        </div>
      )}
      {kind === 'range' && isTurned && <Notice title={reference.order} tone="care" />}
      {set.trouble !== null && <TroubleNotice trouble={set.trouble} />}
      <Button disabled={from === null || set.busy} look="action" submit>
        {reference.save}
      </Button>
    </Form>
  );
}

export function ReferenceSheet({ open, ...rest }: ReferenceSheetProps): ReactNode {
  const { reference } = useWords().monitor;
  return (
    <SideSheet lead={reference.lead} onClose={rest.onClose} open={open} title={reference.choose}>
      <Fields {...rest} />
    </SideSheet>
  );
}
