import { type ReactNode, useState } from 'react';
import type { SamplingSettings, SamplingState } from '../../../preload/contract/sampling.ts';
import { type Query, useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { SwitchField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { bytes, whole } from '../../components/numbers.ts';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { draftOf, type SamplingDraft, settingsIn } from './sampling-draft.ts';

interface SheetProps {
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function Fields({ state, onClose, onChanged }: SheetProps & { readonly state: SamplingState }): ReactNode {
  const words = useWords();
  const { sampling } = words.label;
  const { toasts } = useStation();
  const [draft, setDraft] = useState<SamplingDraft>(() => draftOf(state.settings));
  const save = useAction((client, settings: SamplingSettings) => client.sampling.set(settings));
  const wanted = settingsIn(draft, state.settings);
  const change = (part: Partial<SamplingDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    save.clear();
  };
  const field = (
    key: Exclude<keyof SamplingDraft, 'on'>,
    label: string,
    more: { readonly hint?: string; readonly unit?: string } = {},
  ): ReactNode => (
    <TextField
      inputMode="decimal"
      label={label}
      onText={(text) => change({ [key]: text })}
      value={draft[key]}
      {...more}
    />
  );
  const submit = async (settings: SamplingSettings): Promise<void> => {
    if ((await save.run(settings)) === null) return;
    toasts.say({ tone: 'plain', title: sampling.saved, text: '' });
    onChanged();
    onClose();
  };
  return (
    <Form
      className="space-y-6"
      onSubmit={() => {
        if (typeof wanted !== 'string') void submit(wanted);
      }}
    >
      {state.note !== '' && <Notice title={state.note} tone="care" />}
      <SwitchField label={sampling.on} on={draft.on} onSwitch={(on) => change({ on })} />
      <fieldset>
        <legend className="mb-2 font-semibold">{sampling.band}</legend>
        <div className="grid grid-cols-2 gap-4">
          {field('low', sampling.low)}
          {field('high', sampling.high)}
        </div>
        <p className="mt-1 text-sm text-ink-3">{sampling.bandHint}</p>
      </fieldset>
      {field('controlPercent', sampling.control, { hint: sampling.controlHint, unit: '%' })}
      <fieldset>
        <legend className="mb-2 font-semibold">{sampling.limits}</legend>
        <div className="grid grid-cols-3 gap-4">
          {field('perMinute', sampling.perMinute)}
          {field('perHour', sampling.perHour)}
          {field('perDay', sampling.perDay)}
        </div>
      </fieldset>
      {field('diskGigabytes', sampling.disk, {
        unit: 'GB',
        hint: sampling.kept(whole(state.samples, words.tag), bytes(state.usedBytes, words.tag)),
      })}
      <div aria-live="polite">
        {typeof wanted === 'string' && <Notice title={sampling.wrong[wanted]} tone="care" />}
        {save.trouble !== null && <TroubleNotice trouble={save.trouble} />}
      </div>
      <Button className="w-full" disabled={save.busy || typeof wanted === 'string'} look="action" submit>
        {sampling.save}
      </Button>
    </Form>
  );
}

export const useSampling = (): Query<SamplingState> =>
  useQuery('sampling', (client, signal) => client.sampling.get(undefined, { signal }));

export function SamplingSheet({
  open,
  asked,
  onClose,
  onChanged,
}: SheetProps & { readonly open: boolean; readonly asked: Query<SamplingState> }): ReactNode {
  const { sampling } = useWords().label;
  return (
    <SideSheet lead={sampling.lead} onClose={onClose} open={open} title={sampling.title}>
      {asked.trouble !== null && <TroubleNotice trouble={asked.trouble} />}
      {asked.data === null && asked.trouble === null && <div aria-busy="true" className="skeleton h-96" />}
      {asked.data !== null && <Fields onChanged={onChanged} onClose={onClose} state={asked.data} />}
    </SideSheet>
  );
}
