import { type ReactNode, useState } from 'react';
import { type ExportReport, exportFormats } from '../../../preload/contract/labels.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';

type Format = (typeof exportFormats)[number];

function Report({ report }: { readonly report: ExportReport }): ReactNode {
  const words = useWords();
  const { exporting } = words.label;
  const { format, pictures, boxes, sounds, marks, missing, leftOut, folder } = report;
  const of = (count: number): string => whole(count, words.tag);
  const isSounds = format === 'sounds';
  const done = isSounds ? exporting.doneSounds(of(sounds), of(marks)) : exporting.done(of(pictures), of(boxes));
  const care = [
    ...(missing > 0 ? [exporting.missing(of(missing))] : []),
    ...(leftOut > 0 ? [(isSounds ? exporting.leftOutPictures : exporting.leftOutSounds)(of(leftOut))] : []),
  ];
  return (
    <Notice
      text={folder}
      title={pictures + sounds === 0 ? exporting.nothing : done}
      tone={care.length > 0 ? 'care' : 'plain'}
      {...(care.length > 0 ? { remedy: care.join(' ') } : {})}
    />
  );
}

export function ExportSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { exporting } = words.label;
  const [format, setFormat] = useState<Format>('coco');
  const [folder, setFolder] = useState('');
  const [report, setReport] = useState<ExportReport | null>(null);
  const write = useAction((client, input: { format: Format; folder: string }) => client.labels.export(input));
  const changed = (): void => {
    setReport(null);
    write.clear();
  };
  return (
    <SideSheet lead={exporting.lead} onClose={onClose} open={open} title={exporting.title}>
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          setReport(null);
          void write.run({ format, folder: folder.trim() }).then(setReport);
        }}
      >
        <Choice
          label={exporting.format}
          onChoose={(value) => {
            setFormat(exportFormats.find((known) => known === value) ?? 'coco');
            changed();
          }}
          options={exportFormats.map((value) => ({
            value,
            label: exporting.formats[value],
            note: exporting.formatText[value],
          }))}
          value={format}
        />
        <TextField
          hint={exporting.folderHint}
          label={exporting.folder}
          onText={(text) => {
            setFolder(text);
            changed();
          }}
          value={folder}
        />
        <div aria-live="polite">
          {write.busy && <p className="waiting py-2 text-ink-2">{exporting.running}</p>}
          {write.trouble !== null && <TroubleNotice trouble={write.trouble} />}
          {report !== null && <Report report={report} />}
        </div>
        <Button className="w-full" disabled={write.busy || folder.trim() === ''} icon="fetch" look="action" submit>
          {exporting.run}
        </Button>
      </form>
    </SideSheet>
  );
}
