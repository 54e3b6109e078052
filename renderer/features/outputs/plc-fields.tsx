import type { ReactNode } from 'react';
import { opcUaSecurity } from '../../../preload/contract/output-settings.ts';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Pick } from '../../components/pick.tsx';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';
import type { FieldsProps } from './kind-fields.tsx';
import { heardSignals, numberSignals, toldSignals } from './output-draft.ts';
import { SignInFields } from './sign-in-fields.tsx';

type Signal = (typeof toldSignals)[number] | (typeof numberSignals)[number] | (typeof heardSignals)[number];

interface PlacesProps extends DraftProps {
  readonly title: string;
  readonly hint?: string;
  readonly names: readonly Signal[];
  readonly isNumber: boolean;
}
type DraftProps = Omit<FieldsProps, 'before'>;

function Places({ draft, onChange, title, hint, names, isNumber }: PlacesProps): ReactNode {
  const { signals } = useWords().outputs;
  return (
    <fieldset>
      <legend className="font-semibold">{title}</legend>
      {hint !== undefined && <p className="mt-0.5 text-sm text-ink-3">{hint}</p>}
      <div className={isNumber ? 'mt-3 grid grid-cols-3 gap-3' : 'mt-3 grid gap-3'}>
        {names.map((name) => (
          <TextField
            inputMode={isNumber ? 'numeric' : 'text'}
            key={name}
            label={signals[name]}
            maxLength={isNumber ? 5 : 256}
            onText={(text) => onChange({ places: { ...draft.places, [name]: text } })}
            value={draft.places[name] ?? ''}
          />
        ))}
      </div>
    </fieldset>
  );
}

function HandshakeFields({ draft, onChange }: DraftProps): ReactNode {
  const { sheet } = useWords().outputs;
  const { ms } = useWords().units;
  const time = (key: 'verdictMs' | 'ackMs' | 'pulseMs', label: string): ReactNode => (
    <TextField
      inputMode="numeric"
      label={label}
      onText={(text) => onChange({ [key]: text })}
      unit={ms}
      value={draft[key]}
    />
  );
  return (
    <div>
      <SwitchField label={sheet.handshake} on={draft.handshake} onSwitch={(handshake) => onChange({ handshake })} />
      <p className="mb-3 text-sm text-ink-3">{sheet.handshakeHint}</p>
      <div className="grid grid-cols-2 gap-3">
        {draft.handshake ? (
          <>
            {time('verdictMs', sheet.verdictMs)}
            {time('ackMs', sheet.ackMs)}
          </>
        ) : (
          time('pulseMs', sheet.pulseMs)
        )}
      </div>
    </div>
  );
}

export function OpcUaFields(props: FieldsProps): ReactNode {
  const { draft, onChange } = props;
  const { sheet } = useWords().outputs;
  return (
    <>
      <TextField
        hint={sheet.urlHints['opc-ua']}
        inputMode="url"
        label={sheet.url}
        maxLength={300}
        onText={(url) => onChange({ url })}
        value={draft.url}
      />
      <TitledField title={sheet.security}>
        <Pick
          className="w-full"
          label={sheet.security}
          onPick={(security) => onChange({ security })}
          options={opcUaSecurity.map((value) => ({ value, label: sheet.securities[value] }))}
          placeholder={sheet.securities.none}
          value={draft.security}
        />
      </TitledField>
      {draft.security !== 'none' && (
        <TextField
          hint={sheet.thumbprintHint}
          label={sheet.thumbprint}
          maxLength={40}
          onText={(thumbprint) => onChange({ thumbprint })}
          value={draft.thumbprint}
        />
      )}
      <SignInFields {...props} />
      <HandshakeFields draft={draft} onChange={onChange} />
      <Places
        draft={draft}
        hint={sheet.nodesHint}
        isNumber={false}
        names={[...heardSignals, ...toldSignals, ...numberSignals]}
        onChange={onChange}
        title={sheet.nodes}
      />
    </>
  );
}

export function ModbusFields({ draft, onChange }: FieldsProps): ReactNode {
  const words = useWords();
  const { sheet } = words.outputs;
  const coils = draft.heardFrom === 'coils' ? [...toldSignals, ...heardSignals] : toldSignals;
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <div className="col-span-2">
          <TextField label={sheet.host} maxLength={253} onText={(host) => onChange({ host })} value={draft.host} />
        </div>
        <TextField inputMode="numeric" label={sheet.port} onText={(port) => onChange({ port })} value={draft.port} />
        <TextField inputMode="numeric" label={sheet.unit} onText={(unit) => onChange({ unit })} value={draft.unit} />
      </div>
      <HandshakeFields draft={draft} onChange={onChange} />
      <TitledField title={sheet.heardFrom}>
        <Choice
          className="grid-cols-2"
          label={sheet.heardFrom}
          onChoose={(heardFrom) => onChange({ heardFrom })}
          options={[
            { value: 'coils', label: sheet.fromCoils },
            { value: 'discrete-inputs', label: sheet.fromInputs },
          ]}
          value={draft.heardFrom}
        />
      </TitledField>
      <Places draft={draft} isNumber names={coils} onChange={onChange} title={sheet.coils} />
      {draft.heardFrom !== 'coils' && (
        <Places draft={draft} isNumber names={heardSignals} onChange={onChange} title={sheet.fromInputs} />
      )}
      <Places
        draft={draft}
        hint={sheet.registersHint}
        isNumber
        names={numberSignals}
        onChange={onChange}
        title={sheet.registers}
      />
      <TextField
        inputMode="numeric"
        label={sheet.poll}
        onText={(pollMs) => onChange({ pollMs })}
        unit={words.units.ms}
        value={draft.pollMs}
      />
    </>
  );
}
