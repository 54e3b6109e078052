import type { ReactNode } from 'react';
import { SwitchField, TextField } from '../../components/field.tsx';
import { useWords } from '../../locales/words.tsx';
import { CameraFields } from './camera-fields.tsx';
import type { SourceDraft } from './source-draft.ts';

export interface SourceFieldsProps {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
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
      return <CameraFields draft={draft} onChange={onChange} />;
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
