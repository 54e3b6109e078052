import type { ReactNode } from 'react';
import type { Output } from '../../../preload/contract/outputs.ts';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Draft } from './output-draft.ts';
import { ModbusFields, OpcUaFields } from './plc-fields.tsx';
import { SignInFields } from './sign-in-fields.tsx';

export interface FieldsProps {
  readonly draft: Draft;
  /** As it is kept; null for a new one. */
  readonly before: Output | null;
  readonly onChange: (part: Partial<Draft>) => void;
}

function MqttFields(props: FieldsProps): ReactNode {
  const { draft, onChange } = props;
  const { sheet } = useWords().outputs;
  const field = (key: 'topic' | 'group' | 'node' | 'device', label: string): ReactNode => (
    <TextField label={label} maxLength={200} onText={(text) => onChange({ [key]: text })} value={draft[key]} />
  );
  return (
    <>
      <TextField
        hint={sheet.urlHints.mqtt}
        inputMode="url"
        label={sheet.url}
        maxLength={300}
        onText={(url) => onChange({ url })}
        value={draft.url}
      />
      {draft.url.startsWith('mqtts:') && (
        <TextField
          hint={sheet.caFileHint}
          label={sheet.caFile}
          onText={(caFile) => onChange({ caFile })}
          value={draft.caFile}
        />
      )}
      <SignInFields {...props} />
      <TitledField title={sheet.format}>
        <Choice
          className="grid-cols-2"
          label={sheet.format}
          onChoose={(format) => onChange({ format: format === 'json' ? 'json' : 'sparkplug-b' })}
          options={[
            { value: 'json', label: sheet.json },
            { value: 'sparkplug-b', label: sheet.sparkplug },
          ]}
          value={draft.format}
        />
      </TitledField>
      {draft.format === 'json' ? (
        <>
          {field('topic', sheet.topic)}
          <TitledField title={sheet.qos}>
            <Choice
              className="grid-cols-2"
              label={sheet.qos}
              onChoose={(qos) => onChange({ qos: qos === '0' ? 0 : 1 })}
              options={[
                { value: '1', label: sheet.qosOnce },
                { value: '0', label: sheet.qosNever },
              ]}
              value={String(draft.qos)}
            />
          </TitledField>
          <SwitchField label={sheet.retained} on={draft.retained} onSwitch={(retained) => onChange({ retained })} />
        </>
      ) : (
        <div className="grid gap-3">
          {field('group', sheet.group)}
          {field('node', sheet.node)}
          {field('device', sheet.device)}
        </div>
      )}
    </>
  );
}

function WebhookFields({ draft, before, onChange }: FieldsProps): ReactNode {
  const { sheet } = useWords().outputs;
  const kept = before?.secrets.headers ?? [];
  return (
    <>
      <TextField
        hint={sheet.urlHints.webhook}
        inputMode="url"
        label={sheet.url}
        maxLength={300}
        onText={(url) => onChange({ url })}
        value={draft.url}
      />
      <TextField
        hint={before?.secrets.signingKey === true ? `${sheet.keptHint} ${sheet.movedHint}` : sheet.signingHint}
        label={sheet.signingKey}
        onText={(signingKey) => onChange({ signingKey })}
        type="password"
        value={draft.signingKey}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={sheet.headerName}
          maxLength={64}
          onText={(headerName) => onChange({ headerName })}
          placeholder="authorization"
          value={draft.headerName}
        />
        <TextField
          label={sheet.headerValue}
          onText={(headerValue) => onChange({ headerValue })}
          type="password"
          value={draft.headerValue}
          {...(kept.length > 0 ? { hint: sheet.headerKept(kept.join(', ')) } : {})}
        />
      </div>
    </>
  );
}

function FolderFields({ draft, onChange }: FieldsProps): ReactNode {
  const { sheet } = useWords().outputs;
  return (
    <>
      <TextField hint={sheet.pathHint} label={sheet.path} onText={(path) => onChange({ path })} value={draft.path} />
      <div>
        <SwitchField label={sheet.pictures} on={draft.pictures} onSwitch={(pictures) => onChange({ pictures })} />
        <p className="text-sm text-ink-3">{sheet.picturesHint}</p>
      </div>
    </>
  );
}

/** The fields that a kind of output needs, and no others. */
export function KindFields(props: FieldsProps): ReactNode {
  switch (props.draft.kind) {
    case 'opc-ua':
      return <OpcUaFields {...props} />;
    case 'modbus-tcp':
      return <ModbusFields {...props} />;
    case 'mqtt':
      return <MqttFields {...props} />;
    case 'webhook':
      return <WebhookFields {...props} />;
    case 'folder':
      return <FolderFields {...props} />;
  }
}
