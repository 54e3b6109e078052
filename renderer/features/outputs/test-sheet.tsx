import { type ReactNode, useEffect, useState } from 'react';
import { isPlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Output, OutputTest } from '../../../preload/contract/outputs.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { SideSheet } from '../../components/side-sheet.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

function Steps({ report }: { readonly report: OutputTest }): ReactNode {
  const { outputs, tag } = useWords();
  return (
    <section>
      <h3 className="font-semibold">{outputs.test.steps}</h3>
      <ol className="mt-2 divide-y divide-line">
        {report.steps.map(({ what, ok, note, tookMs }) => (
          <li className="flex gap-3 py-3" key={what}>
            <Icon className={ok ? 'text-ink-2' : 'text-fail-ink'} name={ok ? 'check' : 'close'} size={20} />
            <div className="min-w-0 flex-1">
              <p className={ok ? '' : 'font-semibold'}>{what}</p>
              {note !== '' && <p className="mt-0.5 text-sm break-words text-ink-2">{note}</p>}
            </div>
            <span className="text-sm whitespace-nowrap text-ink-3 tabular-nums">
              {outputs.test.took(fixed(tookMs, 1, tag))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Mounted anew for each output; the signal goes out when a person asks for it, not when the sheet opens. */
function Test({ output }: { readonly output: Output }): ReactNode {
  const { outputs, tag } = useWords();
  const { test } = outputs;
  const [report, setReport] = useState<OutputTest | null>(null);
  const send = useAction((client, id: string) => client.outputs.test({ id }));
  const run = async (): Promise<void> => {
    setReport(null);
    setReport(await send.run(output.id));
  };
  return (
    <div className="space-y-5">
      <p className="text-ink-2">{isPlcSettings(output.settings) ? test.plc : test.others}</p>
      <Button className="w-full" disabled={send.busy} look="action" onClick={() => void run()}>
        {report === null ? outputs.tryIt : test.again}
      </Button>
      <div aria-live="polite" className="space-y-5">
        {send.busy && <p className="waiting py-2 text-ink-2">{test.sending}</p>}
        {send.trouble !== null && <TroubleNotice trouble={send.trouble} />}
        {report !== null && (
          <Notice
            title={report.ok ? test.well(whole(report.tookMs, tag)) : test.failed}
            tone={report.ok ? 'plain' : 'bad'}
          />
        )}
        {report !== null && <Steps report={report} />}
      </div>
    </div>
  );
}

export interface TestSheetProps {
  readonly output: Output | null;
  readonly onClose: () => void;
}

export function TestSheet({ output, onClose }: TestSheetProps): ReactNode {
  const { outputs } = useWords();
  // What was shown last stays while the sheet slides out.
  const [shown, setShown] = useState(output);
  useEffect(() => {
    if (output !== null) setShown(output);
  }, [output]);
  return (
    <SideSheet onClose={onClose} open={output !== null} title={outputs.test.title(shown?.name ?? '')}>
      {shown !== null && <Test key={shown.id} output={shown} />}
    </SideSheet>
  );
}
