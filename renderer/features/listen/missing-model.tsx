import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { ImportSheet } from '../../components/import-sheet.tsx';
import { Pull } from '../../components/model-pull.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';

/** Listening needs a model that is not bundled: it is fetched or imported here, as on the Models seat. */
export function MissingModel({ name, onHere }: { readonly name: string; readonly onHere: () => void }): ReactNode {
  const words = useWords();
  const { missing } = words.listen;
  const mayRead = useMay(contract.models.list);
  const mayPull = useMay(contract.models.pull);
  const mayImport = useMay(contract.models.import);
  const [importing, setImporting] = useState(false);
  const list = useQuery(`models for ${name} ${mayRead}`, async (client, signal) =>
    mayRead ? client.models.list(undefined, { signal }) : [],
  );
  const model = list.data?.find((known) => known.name === name);
  return (
    <section className="rounded-lg border-hair border-unsure-ink bg-unsure-wash p-5" role="status">
      <h2 className="text-lg font-semibold">{missing.title}</h2>
      <p className="mt-1 max-w-prose text-ink-2">{missing.text(model?.title ?? name)}</p>
      {!(mayPull || mayImport) && <p className="mt-2 font-medium">{missing.ask}</p>}
      {list.trouble !== null && <TroubleNotice trouble={list.trouble} />}
      <div className="mt-4 flex max-w-3xl flex-wrap items-start gap-3">
        {model !== undefined && mayPull && (
          <div className="min-w-64 flex-1">
            <Pull model={model} onDone={onHere} />
          </div>
        )}
        {mayImport && (
          <Button icon="folder" onClick={() => setImporting(true)}>
            {missing.import}
          </Button>
        )}
        <Button icon="again" look="quiet" onClick={onHere}>
          {missing.look}
        </Button>
      </div>
      <ImportSheet onClose={() => setImporting(false)} onImported={onHere} open={importing} />
    </section>
  );
}
