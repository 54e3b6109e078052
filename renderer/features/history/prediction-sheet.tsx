import type { ReactNode } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { useQuery } from '../../app/query.ts';
import { Figure } from '../../components/figure.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { duration, fixed, milliseconds, whole } from '../../components/numbers.ts';
import { SideSheet } from '../../components/side-sheet.tsx';
import { Ago, exactTime } from '../../components/time.tsx';
import { VerdictGlyph, verdictInks } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { PredictionDrawing } from './prediction-drawing.tsx';
import { StretchDrawing } from './stretch-drawing.tsx';

type Sound = NonNullable<Prediction['sound']>;

interface BodyProps {
  readonly prediction: Prediction;
  readonly labels: readonly string[];
  readonly sourceName: string;
}

function Heard({ sound, labels }: Pick<BodyProps, 'labels'> & { readonly sound: Sound }): ReactNode {
  const words = useWords();
  const { sheet } = words.history;
  if (sound.marks.length === 0) return <p className="mt-2 text-ink-2">{sheet.nothingHeard}</p>;
  const seconds = (ms: number): string => fixed(ms / 1_000, 1, words.tag);
  return (
    <ul className="mt-1 divide-y divide-line">
      {sound.marks.map(({ label, score, fromMs, toMs }) => (
        <li className="flex min-h-14 items-center gap-3" key={`${label} ${fromMs}`}>
          <LabelMark label={label} labels={labels} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium first-letter:uppercase">{labelWords(label)}</span>
            <span className="block text-sm text-ink-3 tabular-nums">
              {sheet.stretch(seconds(fromMs), seconds(toMs))}
            </span>
          </span>
          <span className="text-lg font-semibold tabular-nums">{fixed(score, 2, words.tag)}</span>
        </li>
      ))}
    </ul>
  );
}

function Found({ prediction, labels }: Omit<BodyProps, 'sourceName'>): ReactNode {
  const words = useWords();
  const { sheet } = words.history;
  if (prediction.sound !== undefined) return <Heard labels={labels} sound={prediction.sound} />;
  if (prediction.detections.length === 0) return <p className="mt-2 text-ink-2">{sheet.nothing}</p>;
  return (
    <ul className="mt-1 divide-y divide-line">
      {prediction.detections
        .toSorted((a, b) => b.score - a.score)
        .map(({ label, score, box }) => (
          <li className="flex min-h-14 items-center gap-3" key={`${label} ${box.x} ${box.y}`}>
            <LabelMark label={label} labels={labels} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium first-letter:uppercase">{labelWords(label)}</span>
              <span className="block truncate text-sm text-ink-3 tabular-nums">
                {sheet.position} {whole(box.x, words.tag)}, {whole(box.y, words.tag)} · {sheet.extent}{' '}
                {whole(box.width, words.tag)} × {whole(box.height, words.tag)} {sheet.px}
              </span>
            </span>
            <span className="text-lg font-semibold tabular-nums">{fixed(score, 2, words.tag)}</span>
          </li>
        ))}
    </ul>
  );
}

function Body({ prediction, labels, sourceName }: BodyProps): ReactNode {
  const words = useWords();
  const { columns, sheet } = words.history;
  return (
    <>
      {prediction.sound === undefined ? (
        <PredictionDrawing labels={labels} prediction={prediction} />
      ) : (
        <StretchDrawing labels={labels} sound={prediction.sound} />
      )}
      <h3 className="mt-6 font-semibold">{sheet.found}</h3>
      <Found labels={labels} prediction={prediction} />
      <dl className="mt-6 grid grid-cols-2 gap-4 border-t-hair pt-5">
        <Figure label={columns.infer} unit={words.units.ms} value={milliseconds(prediction.inferMs, words.tag)} />
        <Figure label={columns.endToEnd} unit={words.units.ms} value={milliseconds(prediction.endToEndMs, words.tag)} />
        {prediction.sound === undefined ? (
          <Figure label={sheet.size} unit={sheet.px} value={`${prediction.width} × ${prediction.height}`} />
        ) : (
          <Figure label={sheet.length} value={duration(prediction.sound.durationMs)} />
        )}
        <Figure
          label={sheet.part}
          value={prediction.inspectionId === null ? words.notSetYet : whole(prediction.inspectionId, words.tag)}
        />
        <Figure label={columns.source} value={sourceName} />
        <Figure label={columns.model} note={prediction.model.version} value={prediction.model.name} />
      </dl>
      <p className="mt-4 text-sm break-all text-ink-3">
        {prediction.sound === undefined ? sheet.frame : sheet.clip} {prediction.frameId}
      </p>
    </>
  );
}

export interface PredictionSheetProps {
  readonly id: string;
  readonly labels: readonly string[];
  readonly nameOf: (source: string) => string;
  readonly onClose: () => void;
}

/** Asks for its own row, so that a link to a prediction opens it wherever it stands in the list. */
export function PredictionSheet({ id, labels, nameOf, onClose }: PredictionSheetProps): ReactNode {
  const words = useWords();
  const query = useQuery(`prediction ${id}`, (client, signal) =>
    client.predictions.get({ id: Number(id) }, { signal }),
  );
  const prediction = query.data;
  return (
    <SideSheet
      lead={
        prediction === null ? (
          ' '
        ) : (
          <span>
            <Ago at={prediction.capturedAt} />, {exactTime(prediction.capturedAt, words.tag)}
          </span>
        )
      }
      onClose={onClose}
      open
      title={
        <span className="flex items-center gap-3 [--glyph-cut:var(--surface)]">
          {prediction !== null && prediction.verdict !== null && (
            <span className={verdictInks[prediction.verdict]}>
              <VerdictGlyph size={28} verdict={prediction.verdict} />
            </span>
          )}
          {words.history.sheet.title(whole(Number(id), words.tag))}
        </span>
      }
    >
      {query.trouble !== null && <TroubleNotice trouble={query.trouble} />}
      {prediction !== null && <Body labels={labels} prediction={prediction} sourceName={nameOf(prediction.sourceId)} />}
    </SideSheet>
  );
}
