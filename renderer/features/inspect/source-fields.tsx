import type { ReactNode } from 'react';
import { useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import type { SourceDraft } from './source-draft.ts';

export interface SourceFieldsProps {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}

function Devices({ draft, onChange }: SourceFieldsProps): ReactNode {
  const words = useWords();
  const { add } = words.inspect;
  const devices = useQuery('devices', (client, signal) => client.sources.devices(undefined, { signal }));
  const again = (
    <Button disabled={devices.busy} icon="again" onClick={devices.reload}>
      {add.lookAgain}
    </Button>
  );
  if (devices.trouble !== null) return <TroubleNotice act={again} trouble={devices.trouble} />;
  if (devices.data === null) return <p className="waiting min-h-14 py-4 text-ink-2">{add.devicesLoading}</p>;
  if (devices.data.length === 0) return <Notice act={again} title={add.noDevices} tone="plain" />;
  return (
    <Choice
      label={add.device}
      onChoose={(device) => onChange({ device })}
      options={devices.data.map(({ device, name, formats }) => ({
        value: device,
        label: name,
        note: [device, ...formats.slice(0, 2)].join(', '),
        icon: 'camera',
      }))}
      value={draft.device}
    />
  );
}

function DemoFields({ draft, onChange }: SourceFieldsProps): ReactNode {
  const { add } = useWords().inspect;
  const number = (key: 'seed' | 'fps' | 'defects' | 'lighting' | 'blur', label: string, hint?: string): ReactNode => (
    <TextField
      inputMode="decimal"
      label={label}
      onText={(text) => onChange({ [key]: text })}
      value={draft[key]}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <div className="grid grid-cols-2 gap-4">
      {number('seed', add.seed, add.seedHint)}
      {number('defects', add.defects, '0 to 10')}
      {number('lighting', add.lighting, '0 to 1')}
      {number('blur', add.blur, '0 to 1')}
      {number('fps', add.fps, '15')}
    </div>
  );
}

/** The fields that a kind of source needs, and no others. */
export function SourceFields({ draft, onChange }: SourceFieldsProps): ReactNode {
  const { add } = useWords().inspect;
  switch (draft.kind) {
    case 'camera':
      return <Devices draft={draft} onChange={onChange} />;
    case 'address':
      return (
        <TextField
          hint={add.urlHint}
          inputMode="url"
          label={add.url}
          onText={(url) => onChange({ url })}
          placeholder="rtsp://192.168.1.20/stream"
          value={draft.url}
        />
      );
    case 'file':
      return (
        <>
          <TextField
            hint={add.filePathHint}
            label={add.filePath}
            onText={(path) => onChange({ path })}
            value={draft.path}
          />
          <SwitchField label={add.loop} on={draft.loop} onSwitch={(loop) => onChange({ loop })} />
        </>
      );
    case 'folder':
      return (
        <>
          <TextField
            hint={add.folderPathHint}
            label={add.folderPath}
            onText={(path) => onChange({ path })}
            value={draft.path}
          />
          <TextField inputMode="decimal" label={add.fps} onText={(fps) => onChange({ fps })} value={draft.fps} />
        </>
      );
    case 'demo':
      return <DemoFields draft={draft} onChange={onChange} />;
  }
}
