import { type ReactNode, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { useFeed } from '../../app/use-feed.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { OutputPanel } from './output-panel.tsx';
import { OutputSheet } from './output-sheet.tsx';
import { TestSheet } from './test-sheet.tsx';

interface Editing {
  readonly output: Output | null;
}

/** Who is told of each verdict: what is set, how each does, and a signal to try one with. */
export function OutputsPage(): ReactNode {
  const { outputs } = useWords();
  const { value: states, behind } = useFeed((client, signal) => client.outputs.watch(undefined, { signal }));
  // Somebody else may have set another one meanwhile: then there are other states.
  const known = (states ?? []).map(({ id, state }) => `${id} ${state === 'off'}`).join();
  const list = useQuery(`outputs ${known}`, (client, signal) => client.outputs.list(undefined, { signal }));
  const maySave = useMay(contract.outputs.save);
  const mayTest = useMay(contract.outputs.test);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [testing, setTesting] = useState<Output | null>(null);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'output-add',
        words: outputs.addCommand,
        group: 'do',
        icon: 'plus',
        run: () => setEditing({ output: null }),
        disabled: !maySave,
      },
    ],
    [maySave, outputs],
  );
  useCommands(commands);
  const add = maySave && (
    <Button icon="plus" look="action" onClick={() => setEditing({ output: null })}>
      {outputs.add}
    </Button>
  );
  return (
    <Page act={list.data !== null && list.data.length > 0 && add} lead={outputs.lead} title={outputs.title}>
      <div className="space-y-4">
        {behind !== null && <TroubleNotice trouble={behind} />}
        {list.trouble !== null && <TroubleNotice trouble={list.trouble} />}
        {list.data === null && list.trouble === null && <div aria-busy="true" className="skeleton h-96" />}
        {list.data?.length === 0 && (
          <Panel>
            <Empty
              act={add || undefined}
              icon="signal"
              text={maySave ? outputs.none.text : `${outputs.none.text} ${outputs.none.onlyLead}`}
              title={outputs.none.title}
            />
          </Panel>
        )}
        {list.data?.map((output) => (
          <OutputPanel
            key={output.id}
            onChange={maySave ? () => setEditing({ output }) : undefined}
            onTest={mayTest ? () => setTesting(output) : undefined}
            output={output}
            state={states?.find(({ id }) => id === output.id)}
          />
        ))}
      </div>
      <OutputSheet
        key={editing?.output?.id ?? 'new'}
        onChanged={list.reload}
        onClose={() => setEditing(null)}
        open={editing !== null}
        output={editing?.output ?? null}
        taken={list.data?.map(({ id }) => id) ?? []}
      />
      <TestSheet onClose={() => setTesting(null)} output={testing} />
    </Page>
  );
}
