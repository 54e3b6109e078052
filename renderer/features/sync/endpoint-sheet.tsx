import { type ReactNode, useState } from 'react';
import type { SyncTarget } from '../../../preload/contract/sync-status.ts';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { isInsecure } from './is-insecure.ts';

export interface EndpointSheetProps {
  readonly open: boolean;
  readonly target: SyncTarget | null;
  readonly onClose: () => void;
  readonly onSet: () => void;
}

interface Draft {
  readonly address: string;
  readonly stationKey: string;
  readonly allowInsecure: boolean;
}

/** Mounted anew each time it opens, so that no key outlives it. */
function Fields({ target, onClose, onSet }: Omit<EndpointSheetProps, 'open'>): ReactNode {
  const { sync } = useWords();
  const { sheet } = sync;
  const { toasts } = useStation();
  const [draft, setDraft] = useState<Draft>({
    address: target?.address ?? '',
    stationKey: '',
    allowInsecure: target?.allowInsecure ?? false,
  });
  const configure = useAction((client, wanted: Draft) => client.sync.configure(wanted));
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    configure.clear();
  };
  const address = draft.address.trim();
  const insecure = isInsecure(address);
  const lacks = address === '' || draft.stationKey.trim() === '' || (insecure && !draft.allowInsecure);
  const submit = async (): Promise<void> => {
    const set = await configure.run({ ...draft, allowInsecure: insecure && draft.allowInsecure });
    if (set === null) return;
    toasts.say({ tone: 'plain', title: sheet.saved, text: '' });
    onSet();
    onClose();
  };
  return (
    <Form onSubmit={() => void submit()}>
      <TextField
        hint={sheet.addressHint}
        inputMode="url"
        label={sheet.address}
        maxLength={300}
        onText={(text) => change({ address: text })}
        value={draft.address}
      />
      {insecure && (
        <div className="space-y-3">
          <Notice remedy={sheet.insecureRemedy} text={sheet.insecureText} title={sheet.insecureTitle} tone="care" />
          <SwitchField
            label={sheet.allowInsecure}
            on={draft.allowInsecure}
            onSwitch={(on) => change({ allowInsecure: on })}
          />
        </div>
      )}
      <TextField
        hint={sheet.keyHint}
        label={sheet.key}
        maxLength={300}
        onText={(text) => change({ stationKey: text })}
        type="password"
        value={draft.stationKey}
      />
      {target?.on === true && <p className="text-sm text-ink-2">{sheet.anew}</p>}
      <div aria-live="polite">{configure.trouble !== null && <TroubleNotice trouble={configure.trouble} />}</div>
      <Button className="w-full" disabled={configure.busy || lacks} look="action" submit>
        {sheet.save}
      </Button>
    </Form>
  );
}

export function EndpointSheet({ open, ...rest }: EndpointSheetProps): ReactNode {
  const { sheet } = useWords().sync;
  return (
    <SideSheet lead={sheet.lead} onClose={rest.onClose} open={open} title={sheet.title}>
      <Fields {...rest} />
    </SideSheet>
  );
}
