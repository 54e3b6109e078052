import { type ReactNode, useState } from 'react';
import type { Output, OutputDraft, OutputSecrets } from '../../../preload/contract/outputs.ts';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { idFor } from '../../components/source-id.ts';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';
import { KindFields } from './kind-fields.tsx';
import { type Draft, draftOf, isFlaw, outputKinds, readDraft, secretsOf } from './output-draft.ts';
import { outputIcons } from './output-kind.ts';

export interface OutputSheetProps {
  readonly open: boolean;
  /** Null for a new one. */
  readonly output: Output | null;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function WhomFields({ draft, onChange }: PartProps): ReactNode {
  const { sheet } = useWords().outputs;
  const isAnswering = (draft.kind === 'opc-ua' || draft.kind === 'modbus-tcp') && draft.handshake;
  return (
    <fieldset className="space-y-4">
      <legend className="font-semibold">{sheet.whom}</legend>
      <div>
        <SwitchField label={sheet.always} on={draft.always} onSwitch={(always) => onChange({ always })} />
        <p className="text-sm text-ink-3">{sheet.alwaysHint}</p>
      </div>
      {!isAnswering && (
        <TitledField title={sheet.tells}>
          <Choice
            className="grid-cols-2"
            label={sheet.tells}
            onChoose={(tells) => onChange({ tells: tells === 'ng' ? 'ng' : 'all' })}
            options={[
              { value: 'all', label: sheet.tellsAll },
              { value: 'ng', label: sheet.tellsNg },
            ]}
            value={draft.tells}
          />
        </TitledField>
      )}
      <TitledField title={sheet.unsureIs}>
        <Choice
          className="grid-cols-2"
          label={sheet.unsureIs}
          onChoose={(unsureIs) => onChange({ unsureIs: unsureIs === 'ok' ? 'ok' : 'ng' })}
          options={[
            { value: 'ng', label: 'NG' },
            { value: 'ok', label: 'OK' },
          ]}
          value={draft.unsureIs}
        />
      </TitledField>
    </fieldset>
  );
}

function LimitFields({ draft, onChange }: PartProps): ReactNode {
  const words = useWords();
  const { sheet } = words.outputs;
  return (
    <fieldset>
      <legend className="font-semibold">{sheet.limits}</legend>
      <div className="mt-3 grid grid-cols-2 gap-3">
        <TextField
          inputMode="numeric"
          label={sheet.deadline}
          onText={(deadlineMs) => onChange({ deadlineMs })}
          unit={words.units.ms}
          value={draft.deadlineMs}
        />
        <TextField
          inputMode="decimal"
          label={sheet.mostPerSecond}
          onText={(mostPerSecond) => onChange({ mostPerSecond })}
          unit={sheet.perSecond}
          value={draft.mostPerSecond}
        />
      </div>
    </fieldset>
  );
}

/** Removing is asked for twice, in the same place. */
function Removal({ output, onDone }: { readonly output: Output; readonly onDone: () => void }): ReactNode {
  const words = useWords();
  const { sheet } = words.outputs;
  const { toasts } = useStation();
  const [asks, setAsks] = useState(false);
  const remove = useAction((client, id: string) => client.outputs.remove({ id }));
  const run = async (): Promise<void> => {
    if ((await remove.run(output.id)) === null) return;
    toasts.say({ tone: 'plain', title: sheet.removed(output.name), text: '' });
    onDone();
  };
  return (
    <section className="mt-8 border-t-hair pt-5">
      {remove.trouble !== null && <TroubleNotice trouble={remove.trouble} />}
      {asks ? (
        <div className="space-y-3">
          <p className="font-medium">{sheet.removeSure}</p>
          <div className="flex gap-3">
            <Button className="flex-1" onClick={() => setAsks(false)}>
              {words.cancel}
            </Button>
            <Button className="flex-1" disabled={remove.busy} icon="bin" look="action" onClick={() => void run()}>
              {sheet.remove}
            </Button>
          </div>
        </div>
      ) : (
        <Button icon="bin" onClick={() => setAsks(true)}>
          {sheet.remove}
        </Button>
      )}
    </section>
  );
}

/** Mounted anew each time it opens, so that no secret outlives it. */
function Fields({ output, taken, onClose, onChanged }: Omit<OutputSheetProps, 'open'>): ReactNode {
  const { sheet, kinds } = useWords().outputs;
  const { toasts } = useStation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(output));
  const [flaw, setFlaw] = useState('');
  const save = useAction((client, wanted: OutputDraft & { readonly secrets: OutputSecrets }) =>
    client.outputs.save(wanted),
  );
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setFlaw('');
    save.clear();
  };
  const submit = async (): Promise<void> => {
    const read = readDraft(draft, output?.id ?? idFor(draft.name, taken, 'output'));
    if (isFlaw(read)) {
      setFlaw(`${read.field}: ${read.message}`);
      return;
    }
    const saved = await save.run({ ...read, secrets: secretsOf(draft) });
    if (saved === null) return;
    toasts.say({ tone: 'plain', title: sheet.saved(saved.name), text: '' });
    onChanged();
    onClose();
  };
  return (
    <>
      <Form onSubmit={() => void submit()}>
        {output === null && (
          <Choice
            className="grid-cols-2"
            label={sheet.kind}
            onChoose={(kind) => change({ kind: outputKinds.find((known) => known === kind) ?? 'opc-ua' })}
            options={outputKinds.map((kind) => ({ value: kind, label: kinds[kind], icon: outputIcons[kind] }))}
            value={draft.kind}
          />
        )}
        <TextField
          hint={sheet.nameHint}
          label={sheet.name}
          maxLength={60}
          onText={(name) => change({ name })}
          value={draft.name}
        />
        <SwitchField label={sheet.enabled} on={draft.enabled} onSwitch={(enabled) => change({ enabled })} />
        <KindFields before={output} draft={draft} onChange={change} />
        <WhomFields draft={draft} onChange={change} />
        <LimitFields draft={draft} onChange={change} />
        <div aria-live="polite">
          {flaw !== '' && <Notice text={flaw} title={sheet.flaw} tone="care" />}
          {save.trouble !== null && <TroubleNotice trouble={save.trouble} />}
        </div>
        <Button className="w-full" disabled={save.busy || draft.name.trim() === ''} look="action" submit>
          {sheet.save}
        </Button>
      </Form>
      {output !== null && (
        <Removal
          onDone={() => {
            onChanged();
            onClose();
          }}
          output={output}
        />
      )}
    </>
  );
}

export function OutputSheet({ open, ...rest }: OutputSheetProps): ReactNode {
  const { sheet } = useWords().outputs;
  const { output, onClose } = rest;
  return (
    <SideSheet onClose={onClose} open={open} title={output === null ? sheet.add : sheet.change(output.name)}>
      <Fields {...rest} />
    </SideSheet>
  );
}
