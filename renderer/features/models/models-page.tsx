import { type ReactNode, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { ImportSheet } from '../../components/import-sheet.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { Catalogue } from './catalogue.tsx';
import { ModelPanel } from './model-panel.tsx';

const isHere = ({ state }: ModelEntry): boolean => state !== 'available';

export function ModelsPage(): ReactNode {
  const words = useWords();
  const { models } = words;
  const mayImport = useMay(contract.models.import);
  const mayTeach = useMay(contract.teach.begin);
  const inUse = useLive((live) => (live.line?.state === 'running' ? live.line.model?.name : undefined));
  const list = useQuery('models', (client, signal) => client.models.list(undefined, { signal }));
  const [importing, setImporting] = useState(false);
  const known = list.data ?? [];
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        mayImport
          ? [
              {
                id: 'import',
                words: models.import,
                group: 'do',
                icon: 'folder',
                keyName: 'i',
                run: () => setImporting(true),
              },
            ]
          : [],
      [mayImport, models],
    ),
  );
  return (
    <Page
      act={
        <div className="flex flex-wrap gap-3">
          {mayTeach && (
            <Button icon="camera" onClick={() => location.assign(seatHref('teach'))}>
              {words.teach.open}
            </Button>
          )}
          {mayImport && (
            <Button icon="folder" onClick={() => setImporting(true)}>
              {models.import}
            </Button>
          )}
        </div>
      }
      lead={models.lead}
      title={models.title}
    >
      {list.trouble !== null && (
        <TroubleNotice act={<Button onClick={list.reload}>{words.again}</Button>} trouble={list.trouble} />
      )}
      {list.data === null && list.trouble === null && <div aria-busy="true" className="skeleton h-96" />}
      {list.data?.length === 0 && <Empty icon="models" text={models.emptyText} title={models.empty} />}
      <div className="space-y-4">
        {known.filter(isHere).map((model) => (
          <ModelPanel isInUse={model.name === inUse} key={`${model.name} ${model.version}`} model={model} />
        ))}
        <Catalogue models={known.filter((model) => !isHere(model))} onChanged={list.reload} />
      </div>
      <ImportSheet onClose={() => setImporting(false)} onImported={list.reload} open={importing} />
    </Page>
  );
}
