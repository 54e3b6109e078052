import { type ReactNode, useRef, useState } from 'react';
import { contract } from '../../preload/contract/contract.ts';
import type { ModelEntry, TransferProgress } from '../../preload/contract/models.ts';
import { useMay } from '../app/may.ts';
import { useClient, useStation } from '../app/station.tsx';
import { type Trouble, troubleOf } from '../app/trouble.ts';
import { useWords } from '../locales/words.tsx';
import { Button } from './button.tsx';
import { TroubleNotice } from './notice.tsx';
import { bytes } from './numbers.ts';

function usePull(model: ModelEntry, done: () => void) {
  const words = useWords();
  const client = useClient();
  const { toasts } = useStation();
  const [progress, setProgress] = useState<TransferProgress | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const stop = useRef<AbortController>(null);
  const pull = async (): Promise<void> => {
    if (client === null || stop.current !== null) return;
    const halt = new AbortController();
    const { signal } = halt;
    stop.current = halt;
    setTrouble(null);
    setProgress({ name: model.name, step: 'looking', doneBytes: 0, totalBytes: model.bytes, resumedAt: 0 });
    try {
      for await (const news of await client.models.pull({ name: model.name }, { signal })) setProgress(news);
      toasts.say({ tone: 'plain', title: words.models.pulled(model.title), text: '' });
      done();
    } catch (error) {
      if (!signal.aborted) setTrouble(troubleOf(error));
    }
    stop.current = null;
    setProgress(null);
  };
  return { progress, trouble, pull: () => void pull(), cancel: () => stop.current?.abort() };
}

/** Fetching shows how far it is and can be called off; a second try goes on where the first one ended. */
export function Pull({ model, onDone }: { readonly model: ModelEntry; readonly onDone: () => void }): ReactNode {
  const words = useWords();
  const may = useMay(contract.models.pull);
  const { progress, trouble, pull, cancel } = usePull(model, onDone);
  if (!may) return null;
  const { pulling } = words.models;
  return (
    <div className="space-y-3">
      {progress === null ? (
        <Button className="w-full" icon="fetch" onClick={pull}>
          {words.models.pull}, {bytes(model.bytes, words.tag)}
        </Button>
      ) : (
        <div className="flex flex-wrap items-center gap-4">
          <div className="min-w-40 flex-1">
            <progress
              aria-label={pulling[progress.step]}
              className="transfer w-full"
              max={Math.max(1, progress.totalBytes)}
              value={progress.doneBytes}
            />
            <p className="mt-1 text-sm text-ink-2 tabular-nums">
              {pulling[progress.step]}, {bytes(progress.doneBytes, words.tag)} / {bytes(progress.totalBytes, words.tag)}
              {progress.resumedAt > 0 && `, ${words.models.resumed(bytes(progress.resumedAt, words.tag))}`}
            </p>
          </div>
          <Button icon="close" onClick={cancel}>
            {words.cancel}
          </Button>
        </div>
      )}
      {trouble !== null && <TroubleNotice trouble={trouble} />}
    </div>
  );
}
