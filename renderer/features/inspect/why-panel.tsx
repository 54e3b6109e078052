import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Detection, Verdict } from '../../../preload/contract/values.ts';
import { useFaultWords } from '../../components/fault-words.ts';
import { fixed } from '../../components/numbers.ts';
import { ScoreWorth } from '../../components/score-worth.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import type { JudgedHead } from '../../overlay/live-painter.ts';
import { type Region, regionFor, withRegion } from '../../overlay/regions.ts';
import { Crop, cropOf, LargeCrop, type PicturedRegion } from './region-crop.tsx';

export interface WhyHandle {
  readonly take: (head: JudgedHead, detection: Detection, picture: ImageBitmap) => void;
}

export interface WhyPanelProps {
  readonly verdict: Verdict | null;
  readonly judged: Inspection | undefined;
  readonly labels: readonly string[];
  readonly ref: Ref<WhyHandle>;
  /** Shown large, over the live picture. */
  readonly isLarge: boolean;
  readonly onLarge: (isLarge: boolean) => void;
  /** Where it is shown large. */
  readonly over: HTMLElement | null;
}

const regionOf = (head: JudgedHead, detection: Detection): Region => ({
  part: head.part,
  frameId: head.frameId,
  label: detection.label,
  score: detection.score,
  verdict: head.verdict,
  at: head.capturedAt,
  others: head.detections.length - 1,
});

/** Only what is clearer than what is kept is cut out: most frames cost nothing here. */
function useRegions(ref: Ref<WhyHandle>): readonly PicturedRegion[] {
  const kept = useRef<readonly PicturedRegion[]>([]);
  const [shown, setShown] = useState<readonly PicturedRegion[]>([]);
  useImperativeHandle(ref, () => ({
    take: (head, detection, picture) => {
      const found = regionOf(head, detection);
      if (withRegion<Region>(kept.current, found) === kept.current) return;
      kept.current = withRegion(kept.current, { ...found, picture: cropOf(head, detection, picture) });
      setShown(kept.current);
    },
  }));
  return shown;
}

interface Find {
  readonly label: string;
  readonly score: number;
}

/** The clearest view of the worst find of the part that the verdict is about; of the last find while all is well. */
export function WhyPanel({ verdict, judged, labels, ref, isLarge, onLarge, over }: WhyPanelProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const region = regionFor(useRegions(ref), verdict, judged);
  const isCurrent = verdict === 'fail' || verdict === 'unsure';
  // A part may be judged before a picture of it came: its numbers are known all the same.
  const find: Find | undefined = region ?? (isCurrent ? judged?.defects[0] : undefined);
  // What is missing or too wide has no box: the rule of the recipe says it.
  const faultWords = useFaultWords();
  const fault = isCurrent ? judged?.why?.[0] : undefined;
  const part = region?.part ?? (isCurrent ? judged?.part : null) ?? null;
  const title = isCurrent || find === undefined ? inspect.why : inspect.lastFind;
  return (
    <section aria-label={inspect.why} className="why-panel flex gap-4 rounded-lg border-hair bg-surface p-4">
      <Crop isCurrent={isCurrent} onEnlarge={() => onLarge(true)} region={region} />
      <div className="flex min-w-0 flex-1 flex-col">
        <p className="truncate text-sm text-ink-3">
          {title}
          {part !== null && `, ${inspect.part(part).toLowerCase()}`}
        </p>
        {find === undefined && fault !== undefined ? null : find === undefined ? (
          <p className="mt-1 text-ink-2">{inspect.noDefect}</p>
        ) : (
          <>
            <p className="mt-1 flex items-center gap-2.5 text-xl font-semibold">
              <LabelMark label={find.label} labels={labels} size={24} />
              <span className="min-w-0 break-words first-letter:uppercase">{labelWords(find.label)}</span>
            </p>
            <p className="mt-1 text-lg tabular-nums">
              {fixed(find.score, 2, words.tag)} <span className="text-sm text-ink-2">{inspect.score}</span>
            </p>
            {judged !== undefined && judged.recipe === undefined && (
              <ScoreWorth model={judged.model.name} score={find.score} />
            )}
          </>
        )}
        {fault !== undefined && (
          <p className="mt-1 line-clamp-2 font-medium first-letter:uppercase">{faultWords(fault)}</p>
        )}
        {region !== null && (
          <p className="mt-auto text-sm text-ink-2">
            {region.others > 0 && <span>{inspect.more(region.others)}, </span>}
            <Ago at={region.at} />
          </p>
        )}
      </div>
      {isLarge &&
        region !== null &&
        over !== null &&
        createPortal(<LargeCrop labels={labels} onClose={() => onLarge(false)} region={region} />, over)}
    </section>
  );
}
