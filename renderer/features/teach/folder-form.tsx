import { type ReactNode, useState } from 'react';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';

/** Pictures that lie on the station's machine already. */
export function FolderForm({ onTold }: { readonly onTold: (state: TeachState) => void }): ReactNode {
  const { teach } = useWords();
  const [open, setOpen] = useState(false);
  const [folder, setFolder] = useState('');
  const [report, setReport] = useState<{ readonly added: number; readonly skipped: readonly string[] } | null>(null);
  const add = useAction((client, asked: { folder: string }) => client.teach.add(asked));
  const submit = async (): Promise<void> => {
    const told = await add.run({ folder });
    if (told === null) return;
    setReport(told);
    onTold(told.state);
  };
  if (!open) {
    return (
      <Button icon="folder" onClick={() => setOpen(true)}>
        {teach.folder}
      </Button>
    );
  }
  return (
    <Form className="grid gap-3" onSubmit={() => void submit()}>
      <TextField hint={teach.folderHint} label={teach.folderPath} onText={setFolder} value={folder} />
      <Button disabled={add.busy || folder === ''} icon="folder" submit>
        {add.busy ? teach.adding : teach.add}
      </Button>
      {add.trouble !== null && <TroubleNotice trouble={add.trouble} />}
      {report !== null && add.trouble === null && (
        <div aria-live="polite" className="text-sm">
          <p className="font-medium">{teach.added(report.added)}</p>
          {report.skipped.length > 0 && (
            <details className="mt-1 text-ink-2">
              <summary>{teach.skipped(report.skipped.length)}</summary>
              <ul className="mt-1 list-disc space-y-1 pl-5">
                {report.skipped.map((why) => (
                  <li className="break-words" key={why}>
                    {why}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </Form>
  );
}
