import type { ReactNode } from 'react';
import type { Inspection } from '../../preload/contract/inspections.ts';
import { useQuery } from '../app/query.ts';
import { seatHref } from '../app/routes.ts';
import { useWords } from '../locales/words.tsx';
import { LabelMark } from '../overlay/label-mark.tsx';
import { labelWords } from '../overlay/label-marks.ts';
import { Figure } from './figure.tsx';
import { TroubleNotice } from './notice.tsx';
import { dash, duration, fixed, milliseconds, whole } from './numbers.ts';
import { PartOverride } from './part-override.tsx';
import { PartWhy } from './part-why.tsx';
import { SideSheet } from './side-sheet.tsx';
import { Ago, exactTime } from './time.tsx';
import { VerdictGlyph, VerdictWord, verdictInks } from './verdict.tsx';

const mostRows = 100;

function Defects({ part, labels }: { readonly part: Inspection; readonly labels: readonly string[] }): ReactNode {
  const words = useWords();
  const { sheet } = words.inspect;
  if (part.defects.length === 0) return <p className="mt-2 text-ink-2">{sheet.clean}</p>;
  return (
    <ul className="mt-2 divide-y divide-line">
      {part.defects.map((defect) => (
        <li className="flex min-h-12 items-center gap-3" key={defect.label}>
          <LabelMark label={defect.label} labels={labels} />
          <span className="flex-1 font-medium first-letter:uppercase">{labelWords(defect.label)}</span>
          <span className="text-sm text-ink-2">{sheet.seenIn(defect.frames, part.frames)}</span>
          <span className="w-12 text-right font-semibold tabular-nums">{fixed(defect.score, 2, words.tag)}</span>
        </li>
      ))}
    </ul>
  );
}

function Rows({ part }: { readonly part: Inspection }): ReactNode {
  const words = useWords();
  const { sheet } = words.inspect;
  const query = useQuery(`part ${part.id}`, (client, signal) =>
    client.predictions.page(
      { sourceId: part.sourceId, since: part.startedAt, until: part.endedAt, limit: mostRows },
      { signal },
    ),
  );
  if (query.trouble !== null) return <TroubleNotice trouble={query.trouble} />;
  if (query.data === null) {
    return (
      <div aria-busy="true" className="mt-2 space-y-2">
        {Array.from({ length: Math.min(part.frames, 8) }, (_, index) => (
          <div className="skeleton h-10" key={`skeleton ${index.toString()}`} />
        ))}
      </div>
    );
  }
  if (query.data.rows.length === 0) return <p className="mt-2 text-ink-2">{sheet.noRows}</p>;
  return (
    <ul className="mt-2 divide-y divide-line">
      {query.data.rows.map((row) => (
        <li key={row.id}>
          <a
            className="focus-inset grid min-h-12 grid-cols-[6.5rem_1fr_3.5rem_4.5rem] items-center gap-2 rounded-sm hover:bg-sunken"
            href={seatHref('history', { open: String(row.id) })}
          >
            <VerdictWord verdict={row.verdict} />
            <span className="truncate first-letter:uppercase">
              {row.topLabel === null ? '' : labelWords(row.topLabel)}
            </span>
            <span className="text-right tabular-nums">
              {row.topScore === null ? dash : fixed(row.topScore, 2, words.tag)}
            </span>
            <span className="text-right text-ink-2 tabular-nums">
              {milliseconds(row.endToEndMs, words.tag)} {words.units.ms}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export interface PartSheetProps {
  readonly part: Inspection | null;
  readonly labels: readonly string[];
  readonly sourceName: string;
  readonly onClose: () => void;
  /** A person said otherwise of it. */
  readonly onOverridden: (part: Inspection) => void;
}

export function PartSheet({ part, labels, sourceName, onClose, onOverridden }: PartSheetProps): ReactNode {
  const words = useWords();
  const { sheet, faults } = words.inspect;
  if (part === null) return null;
  return (
    <SideSheet
      lead={
        <span title={exactTime(part.endedAt, words.tag)}>
          <Ago at={part.endedAt} />, {exactTime(part.endedAt, words.tag)}
        </span>
      }
      onClose={onClose}
      open
      title={
        <span className="flex items-center gap-3 [--glyph-cut:var(--surface)]">
          <span className={verdictInks[part.verdict]}>
            <VerdictGlyph size={28} verdict={part.verdict} />
          </span>
          {words.inspect.part(part.part ?? part.id)}: {words.verdict[part.verdict]}
        </span>
      }
    >
      <dl className="grid grid-cols-2 gap-4">
        <Figure label={sheet.frames} value={whole(part.frames, words.tag)} />
        <Figure label={sheet.took} value={duration(part.endedAt - part.startedAt)} />
        <Figure label={sheet.source} value={sourceName} />
        <Figure label={sheet.model} note={part.model.version} value={part.model.name} />
        {part.recipe !== undefined && (
          <Figure label={faults.recipe} value={faults.byRecipe(part.recipe.name, part.recipe.version)} />
        )}
      </dl>
      <PartWhy part={part} />
      <h3 className="mt-6 font-semibold">{sheet.defects}</h3>
      <Defects labels={labels} part={part} />
      <PartOverride key={part.id} onOverridden={onOverridden} part={part} />
      <h3 className="mt-6 font-semibold">{sheet.rows}</h3>
      <Rows key={part.id} part={part} />
    </SideSheet>
  );
}
