import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { duration, fixed, whole } from '../../components/numbers.ts';
import { PartSheet } from '../../components/part-sheet.tsx';
import { Ago } from '../../components/time.tsx';
import { VerdictWord } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { TableSkeleton } from './predictions-tab.tsx';
import type { TabProps } from './tab.ts';
import { useParts } from './use-parts.ts';

const ahead = 30;
const shownDefects = 2;
const heads = ['time', 'verdict', 'part', 'defects', 'frames', 'took'] as const;
const right: readonly string[] = ['part', 'frames', 'took'];

function Cells({ part, labels }: { readonly part: Inspection; readonly labels: readonly string[] }): ReactNode {
  const words = useWords();
  return (
    <>
      <Ago at={part.endedAt} />
      <VerdictWord verdict={part.verdict} />
      <span className="text-right tabular-nums">{part.part ?? part.id}</span>
      <span className="flex min-w-0 gap-5 overflow-hidden pl-6">
        {part.defects.slice(0, shownDefects).map(({ label, score }) => (
          <span className="inline-flex items-center gap-2 whitespace-nowrap" key={label}>
            <LabelMark label={label} labels={labels} size={20} />
            <span className="first-letter:uppercase">{labelWords(label)}</span>
            <span className="text-ink-2 tabular-nums">{fixed(score, 2, words.tag)}</span>
          </span>
        ))}
        {part.defects.length > shownDefects && (
          <span className="text-ink-2">+{part.defects.length - shownDefects}</span>
        )}
      </span>
      <span className="text-right tabular-nums">{whole(part.frames, words.tag)}</span>
      <span className="text-right tabular-nums">{duration(part.endedAt - part.startedAt)}</span>
    </>
  );
}

export function PartsTab({ view, labels, nameOf }: TabProps): ReactNode {
  const words = useWords();
  const parts = useParts(view.verdict);
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Inspection | null>(null);
  const rowHeight = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 3;
  const list = useVirtualizer({
    count: parts.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last + ahead >= parts.rows.length) parts.more();
  }, [last, parts]);
  if (parts.trouble !== null)
    return <TroubleNotice act={<Button onClick={parts.reload}>{words.again}</Button>} trouble={parts.trouble} />;
  if (parts.rows.length === 0) {
    return parts.done ? (
      <Empty icon="inspect" text={words.history.noPartsText} title={words.history.noParts} />
    ) : (
      <TableSkeleton />
    );
  }
  return (
    <section
      aria-label={words.history.partsCaption}
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border-hair bg-surface"
    >
      <div className="min-h-0 flex-1 overflow-y-scroll overscroll-contain" ref={scroller}>
        <div aria-hidden="true" className="sticky top-0 z-10 border-b-hair bg-surface">
          <div className="parts-grid h-11 items-center px-5 text-sm font-medium text-ink-2">
            {heads.map((head) => (
              <span
                className={classNames(right.includes(head) && 'text-right', head === 'defects' && 'pl-6')}
                key={head}
              >
                {words.history.columns[head]}
              </span>
            ))}
          </div>
        </div>
        <ul className="relative" style={{ height: list.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const part = parts.rows[index];
            if (part === undefined) return null;
            return (
              <li className="absolute inset-x-0" key={key} style={{ transform: `translateY(${start}px)` }}>
                <button
                  aria-pressed={open?.id === part.id}
                  className="parts-grid focus-inset h-12 w-full items-center border-b-hair px-5 text-left hover:bg-sunken aria-pressed:bg-sunken"
                  onClick={() => setOpen(part)}
                  type="button"
                >
                  <Cells labels={labels} part={part} />
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      <PartSheet
        onOverridden={(part) => {
          setOpen(part);
          parts.reload();
        }}
        labels={labels}
        onClose={() => setOpen(null)}
        part={open}
        sourceName={open === null ? '' : nameOf(open.sourceId)}
      />
    </section>
  );
}
