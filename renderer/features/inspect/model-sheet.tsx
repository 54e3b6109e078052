import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { useMay } from '../../app/may.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ImportSheet } from '../../components/import-sheet.tsx';
import { Pull } from '../../components/model-pull.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';

export interface ModelSheetProps {
  readonly open: boolean;
  /** In the catalogue and not installed, of those that the line can use. */
  readonly available: readonly ModelEntry[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function Offer({ model, onChanged }: { readonly model: ModelEntry; readonly onChanged: () => void }): ReactNode {
  const words = useWords();
  const mayPull = useMay(contract.models.pull);
  return (
    <li className="space-y-3 py-4">
      <div>
        <p className="font-semibold">{model.title}</p>
        <p className="text-sm text-ink-2">
          {words.models.tasks[model.task] ?? model.task}, {model.version}, {model.licence}
        </p>
        {model.note !== '' && <p className="mt-1 text-sm text-ink-2">{model.note}</p>}
      </div>
      {!model.commercial && <Badge shape="care">{words.models.licenceBound}</Badge>}
      {mayPull ? (
        <Pull model={model} onDone={onChanged} />
      ) : (
        <p className="text-ink-2">{words.inspect.models.askLead}</p>
      )}
    </li>
  );
}

/** Brings a model to the line without leaving the seat: from the catalogue, or from a folder. */
export function ModelSheet({ open, available, onClose, onChanged }: ModelSheetProps): ReactNode {
  const words = useWords();
  const { models } = words.inspect;
  const mayImport = useMay(contract.models.import);
  const [importing, setImporting] = useState(false);
  return (
    <>
      <SideSheet lead={models.lead} onClose={onClose} open={open && !importing} title={models.bring}>
        <h3 className="font-semibold">{models.catalogue}</h3>
        {available.length === 0 ? (
          <p className="py-3 text-ink-2">{models.none}</p>
        ) : (
          <ul className="divide-y divide-line">
            {available.map((model) => (
              <Offer key={`${model.name} ${model.version}`} model={model} onChanged={onChanged} />
            ))}
          </ul>
        )}
        {mayImport && (
          <Button className="mt-4 w-full" icon="folder" onClick={() => setImporting(true)}>
            {words.models.import}
          </Button>
        )}
      </SideSheet>
      <ImportSheet onClose={() => setImporting(false)} onImported={onChanged} open={importing} />
    </>
  );
}
