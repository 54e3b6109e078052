import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Detection, Verdict } from '../../../preload/contract/values.ts';
import { classNames } from '../../components/class-names.ts';
import { fixed } from '../../components/numbers.ts';
import { Ago } from '../../components/time.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { drawRegion } from '../../overlay/live-painter.ts';

export interface WhyHandle {
  readonly take: (head: FrameHead, detection: Detection, picture: ImageBitmap) => void;
}

interface Why {
  readonly key: string;
  readonly frameId: string;
  readonly label: string;
  readonly score: number;
  readonly verdict: Verdict;
  readonly at: number;
  readonly more: number;
}

export interface WhyPanelProps {
  readonly verdict: Verdict | null;
  readonly labels: readonly string[];
  readonly ref: Ref<WhyHandle>;
}

/** The clearest view of the worst defect: of this part while it is refused, of the last refused part otherwise. */
export function WhyPanel({ verdict, labels, ref }: WhyPanelProps): ReactNode {
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const best = useRef<Why>(null);
  const [why, setWhy] = useState<Why | null>(null);
  useImperativeHandle(ref, () => ({
    take: (head, detection, picture) => {
      const key = `${head.sourceId} ${head.part ?? head.frameId}`;
      const before = best.current;
      if (before !== null && before.key === key && before.score >= detection.score) return;
      if (canvas.current !== null) drawRegion(canvas.current, head, detection, picture);
      const { label, score } = detection;
      best.current = {
        key,
        label,
        score,
        frameId: head.frameId,
        verdict: head.verdict,
        at: head.capturedAt,
        more: head.detections.length - 1,
      };
      setWhy(best.current);
    },
  }));
  const current = verdict === 'fail' || verdict === 'unsure';
  return (
    <section aria-label={words.inspect.why} className="why-panel flex gap-4 rounded-lg border-hair bg-surface p-4">
      <div className="why-crop relative shrink-0 overflow-hidden rounded-md border-hair bg-well">
        <canvas
          aria-label={why === null ? words.inspect.noDefect : words.inspect.regionOf(labelWords(why.label))}
          className={classNames('absolute inset-0 size-full object-cover', !current && 'opacity-60')}
          data-frame-id={why?.frameId}
          ref={canvas}
          role="img"
        />
        {why === null && (
          <span className="absolute inset-0 grid place-items-center text-on-well-2">
            <Icon name="search" size={32} />
          </span>
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <p className="text-xs text-ink-3">{current || why === null ? words.inspect.why : words.inspect.lastReject}</p>
        {why === null ? (
          <p className="mt-1 text-ink-2">{words.inspect.noDefect}</p>
        ) : (
          <>
            <p className="mt-1 flex items-center gap-2.5 text-xl font-semibold">
              <LabelMark label={why.label} labels={labels} size={24} />
              <span className="min-w-0 break-words first-letter:uppercase">{labelWords(why.label)}</span>
            </p>
            <p className="mt-1 text-lg tabular-nums">
              {fixed(why.score, 2, words.tag)} <span className="text-sm text-ink-2">{words.inspect.score}</span>
            </p>
            <p className="mt-auto text-sm text-ink-2">
              {why.more > 0 && <span>{words.inspect.more(why.more)}, </span>}
              <Ago at={why.at} />
            </p>
          </>
        )}
      </div>
    </section>
  );
}
