import { type ReactNode, useState } from 'react';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { classNames } from '../../components/class-names.ts';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

const looks: Record<Verdict, string> = {
  pass: 'border-line bg-surface text-ink-2 hover:bg-sunken',
  fail: 'border-fail bg-fail text-on-fail [--glyph-cut:var(--fail)]',
  unsure: 'border-unsure bg-unsure text-on-unsure [--glyph-cut:var(--unsure)]',
};

export interface PartStripProps {
  readonly parts: readonly Inspection[];
  readonly open: number | null;
  readonly onOpen: (part: Inspection) => void;
  /** False with a model that makes no parts. */
  readonly judges: boolean;
}

/** Each place keeps its element, so that nothing moves when a part is added. Holds still while a finger or the focus is on it: a row that moves on cannot be hit. */
export function PartStrip({ parts, open, onOpen, judges }: PartStripProps): ReactNode {
  const words = useWords();
  const [held, setHeld] = useState<readonly Inspection[] | null>(null);
  const shown = held === null ? parts : held.map((part) => parts.find(({ id }) => id === part.id) ?? part);
  const saidOf = ({ verdict, override }: Inspection): string =>
    override === undefined
      ? words.verdict[verdict]
      : `${words.verdict[verdict]}, ${words.inspect.override.by(words.verdict[override.verdict], override.by)}`;
  return (
    <section
      aria-label={words.inspect.lastParts}
      className="part-strip"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHeld(null)}
      onFocus={() => setHeld((before) => before ?? parts)}
      onPointerEnter={() => setHeld(parts)}
      onPointerLeave={() => setHeld(null)}
    >
      {shown.length === 0 ? (
        <p className="flex h-16 items-center rounded-md border-hair border-dashed border-edge px-4 text-ink-2">
          {judges ? words.inspect.noParts : words.inspect.finds.noParts}
        </p>
      ) : (
        <ol className="flex h-16 flex-wrap gap-2 overflow-hidden">
          {shown.map((part, slot) => {
            const name = words.inspect.part(part.part ?? part.id);
            return (
              <li key={`slot ${slot.toString()}`}>
                <button
                  aria-label={words.inspect.partOpen(name, saidOf(part))}
                  aria-pressed={part.id === open}
                  className={classNames(
                    'focus-inset flex h-16 w-[4.5rem] flex-col items-center justify-center gap-0.5 rounded-md border-hair text-sm font-medium tabular-nums',
                    looks[part.verdict],
                    part.id === open && 'shadow-[inset_0_0_0_3px_var(--ink)]',
                  )}
                  onClick={() => onOpen(part)}
                  type="button"
                >
                  <span className="flex items-center gap-1">
                    <VerdictGlyph size={24} verdict={part.verdict} />
                    {part.override !== undefined && (
                      <>
                        <Icon name="right" size={14} />
                        <VerdictGlyph size={20} verdict={part.override.verdict} />
                      </>
                    )}
                  </span>
                  {part.part ?? part.id}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
