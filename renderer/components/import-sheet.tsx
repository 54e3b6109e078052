import { type ReactNode, useState } from 'react';
import { useAction } from '../app/query.ts';
import { useStation } from '../app/station.tsx';
import { useWords } from '../locales/words.tsx';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { TroubleNotice } from './notice.tsx';
import { SideSheet } from './side-sheet.tsx';

export interface ImportSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onImported: () => void;
}

export function ImportSheet({ open, onClose, onImported }: ImportSheetProps): ReactNode {
  const { models } = useWords();
  const { toasts } = useStation();
  const [folder, setFolder] = useState('');
  const bring = useAction((client, path: string) => client.models.import({ path }));
  const submit = async (): Promise<void> => {
    const model = await bring.run(folder.trim());
    if (model === null) return;
    toasts.say({ tone: 'plain', title: models.imported(model.title), text: '' });
    setFolder('');
    onImported();
    onClose();
  };
  return (
    <SideSheet onClose={onClose} open={open} title={models.importTitle}>
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          hint={models.folderHint}
          label={models.folder}
          onText={(text) => {
            setFolder(text);
            bring.clear();
          }}
          value={folder}
        />
        <div aria-live="polite">
          {bring.busy && <p className="waiting text-ink-2">{models.importing}</p>}
          {bring.trouble !== null && <TroubleNotice trouble={bring.trouble} />}
        </div>
        <Button className="w-full" disabled={bring.busy || folder.trim() === ''} look="action" submit>
          {models.importAct}
        </Button>
      </form>
    </SideSheet>
  );
}
