import { type ReactNode, useState } from 'react';
import type { SoundSource, SoundSourceSettings, Source } from '../../../preload/contract/sources.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { idFor } from '../../components/source-id.ts';
import { Icon } from '../../icons/icon.tsx';
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

function Mine({
  sources,
  inUse,
  onChanged,
}: Pick<SoundSourceSheetProps, 'sources' | 'inUse' | 'onChanged'>): ReactNode {
  const { add } = useWords().listen;
  const { toasts } = useStation();
  const remove = useAction((client, id: string) => client.sources.remove({ id }));
  const forget = async (source: SoundSource): Promise<void> => {
    if ((await remove.run(source.id)) === null) return;
    toasts.say({ tone: 'plain', title: add.removed(source.name), text: '' });
    onChanged();
  };
  if (sources.length === 0) return null;
  return (
    <section className="mt-8 border-t-hair pt-5">
      <h3 className="font-semibold">{add.mine}</h3>
      <ul className="mt-1 divide-y divide-line">
        {sources.map((source) => (
          <li className="flex min-h-14 items-center gap-3" key={source.id}>
            <Icon className="shrink-0 text-ink-2" name={soundIcons[source.settings.kind]} size={22} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{source.name}</p>
              <p className="truncate text-sm text-ink-3">{noteOf(source.settings)}</p>
            </div>
            <IconButton
              disabled={remove.busy || source.id === inUse}
              icon="bin"
              label={add.remove(source.name)}
              onClick={() => void forget(source)}
            />
          </li>
        ))}
      </ul>
      {remove.trouble !== null && <TroubleNotice trouble={remove.trouble} />}
    </section>
  );
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
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
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
      </form>
      <Mine inUse={inUse} onChanged={onChanged} sources={sources} />
    </SideSheet>
  );
}
