import { type ReactNode, useState } from 'react';
import type { Batch, ReportFormat } from '../../../preload/contract/batch.ts';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useWords } from '../../locales/words.tsx';
import { isOpen } from './batch-state.ts';

type Act = 'pause' | 'resume' | 'cancel' | 'remove';

/** What can be done with a batch in its state; what cannot be taken back is asked about first. */
export function BatchActs({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { id, name, state } = batch;
  const { toasts } = useStation();
  const mayEnd = useMay(contract.batch.cancel);
  const mayPause = useMay(contract.batch.pause);
  const [asked, setAsked] = useState<'cancel' | 'remove' | null>(null);
  const act = useAction((client, wanted: Act) => client.batch[wanted]({ id }));
  const run = async (wanted: Act): Promise<void> => {
    setAsked(null);
    if ((await act.run(wanted)) === null || wanted !== 'remove') return;
    toasts.say({ tone: 'plain', title: words.batch.removed(name), text: '' });
    location.assign(seatHref('batch'));
  };
  const mayResume = state === 'paused' || state === 'failed';
  return (
    <div className={classNames('space-y-3', (asked !== null || act.trouble !== null) && 'basis-full')}>
      <div className="flex flex-wrap gap-3">
        {mayPause && isOpen(state) && (
          <Button disabled={act.busy} icon="pause" onClick={() => void run('pause')}>
            {words.batch.pause}
          </Button>
        )}
        {mayPause && mayResume && (
          <Button disabled={act.busy} icon="play" look="action" onClick={() => void run('resume')}>
            {words.batch.resume}
          </Button>
        )}
        {mayEnd && (isOpen(state) || mayResume) && (
          <Button disabled={act.busy} icon="stop" onClick={() => setAsked('cancel')}>
            {words.batch.cancel}
          </Button>
        )}
        {mayEnd && !isOpen(state) && (
          <Button disabled={act.busy} icon="bin" onClick={() => setAsked('remove')}>
            {words.batch.remove}
          </Button>
        )}
      </div>
      {asked !== null && (
        <Notice
          act={
            <div className="flex flex-wrap gap-3">
              <Button look="action" onClick={() => void run(asked)}>
                {words.batch[asked]}
              </Button>
              <Button onClick={() => setAsked(null)}>{words.batch.keep}</Button>
            </div>
          }
          title={words.batch.sure[asked]}
          tone="care"
        />
      )}
      {act.trouble !== null && <TroubleNotice trouble={act.trouble} />}
    </div>
  );
}

const formats = ['pdf', 'csv', 'json'] as const satisfies readonly ReportFormat[];

/** The report as it stands now; of a batch that goes on it is one of what was seen so far. */
export function BatchReports({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { id, done } = batch;
  const report = useAction((client, format: ReportFormat) => client.batch.report({ id, format }));
  const save = async (format: ReportFormat): Promise<void> => {
    const file = await report.run(format);
    if (file !== null) saveFile(`batch-${id}.${format}`, file);
  };
  return (
    <div className={classNames('relative space-y-3', report.trouble !== null && 'basis-full')}>
      <fieldset aria-label={words.batch.report} className="flex flex-wrap gap-3">
        {formats.map((format) => (
          <Button disabled={report.busy || done === 0} icon="fetch" key={format} onClick={() => void save(format)}>
            {words.batch.reports[format]}
          </Button>
        ))}
      </fieldset>
      {/* In the gap beneath: nothing moves when it comes and goes. */}
      <p
        aria-live="polite"
        className={classNames('absolute top-full -mt-2 mb-0 text-sm text-ink-2', report.busy && 'waiting')}
      >
        {report.busy ? words.batch.reporting : ''}
      </p>
      {report.trouble !== null && <TroubleNotice trouble={report.trouble} />}
    </div>
  );
}
