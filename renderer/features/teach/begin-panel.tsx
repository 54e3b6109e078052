import { type ReactNode, useState } from 'react';
import { isPictureCard, modelName } from '../../../preload/contract/model-card.ts';
import { isPictureSource } from '../../../preload/contract/sources.ts';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { Pick } from '../../components/pick.tsx';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';

const starter = 'pcb-defects';
const nowhere = '';

interface BeginWish {
  readonly name: string;
  readonly sourceId?: string;
  readonly backbone: string;
}

export function BeginPanel({ onTold }: { readonly onTold: (state: TeachState) => void }): ReactNode {
  const { teach } = useWords();
  const running = useLive(({ line }) => line?.sourceId ?? undefined);
  const sources = useQuery('teach-sources', (client, signal) => client.sources.list(undefined, { signal }));
  const models = useQuery('teach-models', (client, signal) => client.models.list(undefined, { signal }));
  const begin = useAction((client, wish: BeginWish) => client.teach.begin(wish));
  const [name, setName] = useState('');
  const [picked, setPicked] = useState<string | undefined>();
  const [backbone, setBackbone] = useState(starter);
  const unread = sources.trouble ?? models.trouble;
  const known = (sources.data ?? []).filter(isPictureSource);
  const source = picked ?? running ?? known[0]?.id ?? nowhere;
  const teachable = (models.data ?? []).filter(
    ({ state, card }) => state === 'installed' && card !== null && isPictureCard(card) && card.features !== undefined,
  );
  const submit = async (): Promise<void> => {
    const told = await begin.run({ name, backbone, ...(source === nowhere ? {} : { sourceId: source }) });
    if (told !== null) onTold(told);
  };
  return (
    <Panel>
      <Form className="grid max-w-2xl gap-6" onSubmit={() => void submit()}>
        <TextField hint={teach.nameHint} label={teach.name} onText={setName} value={name} />
        <TitledField title={teach.source}>
          <Pick
            className="w-full"
            label={teach.source}
            onPick={setPicked}
            options={[
              ...known.map(({ id, name: called }) => ({ value: id, label: called })),
              { value: nowhere, label: teach.noSource },
            ]}
            placeholder={teach.noSource}
            value={source}
          />
        </TitledField>
        <TitledField hint={teach.backboneHint} title={teach.backbone}>
          <Pick
            className="w-full"
            label={teach.backbone}
            onPick={setBackbone}
            options={teachable.map(({ name: called, title }) => ({ value: called, label: title, note: called }))}
            placeholder={backbone}
            value={backbone}
          />
        </TitledField>
        {unread !== null && <TroubleNotice trouble={unread} />}
        {begin.trouble !== null && <TroubleNotice trouble={begin.trouble} />}
        <div>
          <Button
            disabled={begin.busy || !modelName.safeParse(name).success}
            icon="play"
            look="action"
            size="large"
            submit
          >
            {begin.busy ? teach.beginning : teach.begin}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
