import { type ReactNode, useState } from 'react';
import type { SoundSource, SoundSourceSettings, Source } from '../../../preload/contract/sources.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { KnownSources } from '../../components/known-sources.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { idFor } from '../../components/source-id.ts';
import { useWords } from '../../locales/words.tsx';
import { noteOf, soundIcons } from './sound-source.ts';

type Kind = SoundSourceSettings['kind'];

interface Draft {
  readonly kind: Kind;
  readonly device: string;
  readonly path: string;
  readonly loop: boolean;
  readonly name: string;
}

const emptyDraft: Draft = { kind: 'microphone', device: '', path: '', loop: false, name: '' };

function settingsOf({ kind, device, path, loop }: Draft): SoundSourceSettings | null {
  if (kind === 'microphone') return device === '' ? null : { kind, device };
  return path.trim() === '' ? null : { kind, path: path.trim(), loop, pace: 'real-time' };
}

export interface SoundSourceSheetProps {
  readonly open: boolean;
  readonly sources: readonly SoundSource[];
  readonly inUse: string | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly onAdded: (source: Source) => void;
}

/** The microphones of the station's machine, asked for when the sheet is opened. */
function Microphones({
  device,
  onDevice,
}: {
  readonly device: string;
  readonly onDevice: (device: string) => void;
}): ReactNode {
  const words = useWords();
  const { add } = words.listen;
  const found = useQuery('microphones', (client, signal) => client.listen.microphones(undefined, { signal }));
  if (found.trouble !== null) return <TroubleNotice trouble={found.trouble} />;
  if (found.data === null) return <p className="waiting py-2 text-ink-2">{words.loading}</p>;
  if (found.data.length === 0) return <p className="text-ink-2">{add.noDevices}</p>;
  return (
    <Pick
      className="w-full"
      label={add.device}
      onPick={onDevice}
      options={found.data.map((known) => ({ value: known.device, label: known.name, icon: 'listen' as const }))}
      placeholder={add.device}
      value={device}
    />
  );
}

/** Adds a microphone or a sound file; the station opens it before it keeps it. */
export function SoundSourceSheet({
  open,
  sources,
  inUse,
  onClose,
  onChanged,
  onAdded,
}: SoundSourceSheetProps): ReactNode {
  const words = useWords();
  const { add, kinds } = words.listen;
  const { toasts } = useStation();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const save = useAction((client, input: { id: string; name: string; settings: SoundSourceSettings }) =>
    client.sources.add(input),
  );
  const settings = settingsOf(draft);
  const name = draft.name.trim();
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    save.clear();
  };
  const submit = async (): Promise<void> => {
    if (settings === null || name === '') return;
    const id = idFor(
      name,
      sources.map((source) => source.id),
    );
    const added = await save.run({ id, name, settings });
    if (added === null) return;
    toasts.say({ tone: 'plain', title: add.added(added.source.name), text: '' });
    setDraft(emptyDraft);
    onChanged();
    onAdded(added.source);
    onClose();
  };
  return (
    <SideSheet lead={add.lead} onClose={onClose} open={open} title={add.title}>
      <Form onSubmit={() => void submit()}>
        <Choice
          label={add.kind}
          onChoose={(value) => change({ kind: value === 'sound-file' ? 'sound-file' : 'microphone' })}
          options={(['microphone', 'sound-file'] as const).map((value) => ({
            value,
            label: kinds[value],
            note: add.kindText[value],
          }))}
          value={draft.kind}
        />
        {draft.kind === 'microphone' ? (
          <Microphones device={draft.device} onDevice={(device) => change({ device })} />
        ) : (
          <>
            <TextField hint={add.pathHint} label={add.path} onText={(path) => change({ path })} value={draft.path} />
            <SwitchField label={add.loop} on={draft.loop} onSwitch={(loop) => change({ loop })} />
          </>
        )}
        <TextField
          label={add.name}
          maxLength={60}
          onText={(text) => change({ name: text })}
          placeholder={add.namePlaceholder[draft.kind]}
          value={draft.name}
        />
        <div aria-live="polite">
          {save.busy && <p className="waiting py-2 text-ink-2">{add.saving}</p>}
          {save.trouble !== null && <TroubleNotice trouble={save.trouble} />}
        </div>
        <Button
          className="w-full"
          disabled={save.busy || settings === null || name === ''}
          icon="plus"
          look="action"
          submit
        >
          {add.save}
        </Button>
      </Form>
      <KnownSources
        iconOf={({ settings }) => soundIcons[settings.kind]}
        inUse={inUse}
        noteOf={({ settings }) => noteOf(settings)}
        onChanged={onChanged}
        sources={sources}
        words={add}
      />
    </SideSheet>
  );
}
