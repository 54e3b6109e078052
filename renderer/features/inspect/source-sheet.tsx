import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type {
  PictureProbe,
  PictureSource,
  PictureSourceSettings,
  ProbeReport,
  Source,
} from '../../../preload/contract/sources.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { KnownSources } from '../../components/known-sources.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { SideSheet } from '../../components/side-sheet.tsx';
import { idFor } from '../../components/source-id.ts';
import { useWords } from '../../locales/words.tsx';
import { emptyDraft, type SourceDraft, settingsOf } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { sourceIcons, sourceKinds, sourceNote } from './source-icons.ts';

export interface SourceSheetProps {
  readonly open: boolean;
  readonly sources: readonly PictureSource[];
  readonly inUse: string | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly onAdded: (source: Source) => void;
}

function Works({ probe }: { readonly probe: PictureProbe }): ReactNode {
  const words = useWords();
  const size = `${probe.width} × ${probe.height}`;
  return (
    <Notice
      title={words.inspect.add.works(size, fixed(probe.fps, 1, words.tag), whole(probe.firstFrameMs, words.tag))}
      tone="plain"
    />
  );
}

function useSourceForm({ sources, onAdded, onChanged, onClose }: SourceSheetProps) {
  const words = useWords();
  const { toasts } = useStation();
  const [draft, setDraft] = useState<SourceDraft>(emptyDraft);
  const [probed, setProbed] = useState<ProbeReport | null>(null);
  const probe = useAction((client, settings: PictureSourceSettings) => client.sources.probe({ settings }));
  const add = useAction((client, input: { id: string; name: string; settings: PictureSourceSettings }) =>
    client.sources.add(input),
  );
  const settings = settingsOf(draft);
  const name = draft.name.trim();
  return {
    draft,
    probed,
    probing: probe.busy,
    adding: add.busy,
    trouble: add.trouble ?? probe.trouble,
    canProbe: settings !== null,
    canAdd: settings !== null && name !== '',
    change: (part: Partial<SourceDraft>): void => {
      setDraft((before) => ({ ...before, ...part }));
      setProbed(null);
      probe.clear();
      add.clear();
    },
    test: async (): Promise<void> => {
      add.clear();
      setProbed(null);
      if (settings !== null) setProbed(await probe.run(settings));
    },
    save: async (): Promise<void> => {
      if (settings === null || name === '') return;
      probe.clear();
      const added = await add.run({
        id: idFor(
          name,
          sources.map(({ id }) => id),
        ),
        name,
        settings,
      });
      if (added === null) return;
      toasts.say({ tone: 'plain', title: words.inspect.add.added(added.source.name), text: '' });
      setDraft(emptyDraft);
      onChanged();
      onAdded(added.source);
      onClose();
    },
  };
}

export function SourceSheet(props: SourceSheetProps): ReactNode {
  const words = useWords();
  const { add } = words.inspect;
  const mayProbe = useMay(contract.sources.probe);
  const form = useSourceForm(props);
  const busy = form.probing || form.adding;
  return (
    <SideSheet onClose={props.onClose} open={props.open} title={add.title}>
      <Form onSubmit={() => void form.save()}>
        <Choice
          className="grid-cols-2"
          label={words.inspect.source}
          onChoose={(kind) => form.change({ kind: sourceKinds.find((known) => known === kind) ?? 'camera' })}
          options={sourceKinds.map((kind) => ({ value: kind, label: add.kinds[kind], icon: sourceIcons[kind] }))}
          value={form.draft.kind}
        />
        <TextField
          hint={add.nameHint}
          label={add.name}
          maxLength={60}
          onText={(name) => form.change({ name })}
          value={form.draft.name}
        />
        <SourceFields draft={form.draft} onChange={form.change} />
        <div aria-live="polite">
          {busy && <p className="waiting py-2 text-ink-2">{form.adding ? add.saving : add.probing}</p>}
          {form.trouble !== null && <TroubleNotice trouble={form.trouble} />}
          {form.probed !== null && 'width' in form.probed && <Works probe={form.probed} />}
        </div>
        <div className="flex gap-3">
          {mayProbe && (
            <Button className="flex-1" disabled={busy || !form.canProbe} onClick={() => void form.test()}>
              {add.probe}
            </Button>
          )}
          <Button className="flex-1" disabled={busy || !form.canAdd} icon="plus" look="action" submit>
            {add.save}
          </Button>
        </div>
      </Form>
      <KnownSources
        iconOf={({ settings }) => sourceIcons[settings.kind]}
        inUse={props.inUse}
        noteOf={({ settings, builtIn }) => `${sourceNote(settings)}${builtIn ? `, ${add.builtIn}` : ''}`}
        onChanged={props.onChanged}
        sources={props.sources}
        words={add}
      />
    </SideSheet>
  );
}
