import { type ReactNode, useState } from 'react';
import type { ModelToImport } from '../../preload/contract/models.ts';
import { useAction } from '../app/query.ts';
import { useStation } from '../app/station.tsx';
import { useWords } from '../locales/words.tsx';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { Form } from './form.tsx';
import { TroubleNotice } from './notice.tsx';
import { SideSheet } from './side-sheet.tsx';

export interface ImportSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onImported: () => void;
}

const blank = { path: '', name: '', labels: '', good: '' };
type Draft = typeof blank;

const isFile = ({ path }: Draft): boolean => path.trim().toLowerCase().endsWith('.onnx');

/** A folder says all of itself; of a file only what was filled in is said. */
function wished(draft: Draft): ModelToImport {
  const path = draft.path.trim();
  const [name, labels, good] = [draft.name.trim(), draft.labels.trim(), draft.good.trim()];
  if (!isFile(draft)) return { path };
  return { path, ...(name && { name }), ...(labels && { labels: [labels] }), ...(good && { good: [good] }) };
}

export function ImportSheet({ open, onClose, onImported }: ImportSheetProps): ReactNode {
  const { models } = useWords();
  const { toasts } = useStation();
  const [draft, setDraft] = useState(blank);
  const bring = useAction((client, wish: ModelToImport) => client.models.import(wish));
  const change = (key: keyof Draft) => (text: string) => {
    setDraft((before) => ({ ...before, [key]: text }));
    bring.clear();
  };
  const submit = async (): Promise<void> => {
    const model = await bring.run(wished(draft));
    if (model === null) return;
    toasts.say({ tone: 'plain', title: models.imported(model.title), text: '' });
    setDraft(blank);
    onImported();
    onClose();
  };
  return (
    <SideSheet onClose={onClose} open={open} title={models.importTitle}>
      <Form onSubmit={() => void submit()}>
        <TextField hint={models.pathHint} label={models.path} onText={change('path')} value={draft.path} />
        {isFile(draft) && (
          <>
            <p className="text-ink-2">{models.fromFile}</p>
            <TextField hint={models.nameHint} label={models.name} onText={change('name')} value={draft.name} />
            <TextField
              hint={models.labelsHint}
              label={models.labelsInOrder}
              onText={change('labels')}
              value={draft.labels}
            />
            <TextField hint={models.goodHint} label={models.goodLabels} onText={change('good')} value={draft.good} />
          </>
        )}
        <div aria-live="polite">
          {bring.busy && <p className="waiting text-ink-2">{models.importing}</p>}
          {bring.trouble !== null && <TroubleNotice trouble={bring.trouble} />}
        </div>
        <Button className="w-full" disabled={bring.busy || draft.path.trim() === ''} look="action" submit>
          {models.importAct}
        </Button>
      </Form>
    </SideSheet>
  );
}
