import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';

/** Checks the file against its hash, loads it and runs it once; what came of it stands below the button. */
export function Verify({ name }: { readonly name: string }): ReactNode {
  const words = useWords();
  const may = useMay(contract.models.verify);
  const [note, setNote] = useState<string | null>(null);
  const verify = useAction((client, _: null) => client.models.verify({ name }));
  if (!may) return null;
  const check = async (): Promise<void> => {
    setNote(null);
    const report = await verify.run(null);
    if (report !== null) setNote(words.models.verified(report.runsOn, whole(report.warmUpMs, words.tag)));
  };
  return (
    <div className="space-y-3">
      <Button disabled={verify.busy} icon="shield" onClick={() => void check()}>
        {words.models.verify}
      </Button>
      <div aria-live="polite" className="empty:hidden">
        {verify.busy && <p className="waiting text-ink-2">{words.models.verifying}</p>}
        {note !== null && <Notice title={note} tone="plain" />}
        {verify.trouble !== null && <TroubleNotice trouble={verify.trouble} />}
      </div>
    </div>
  );
}
