import type { ReactNode } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { useWords } from '../../locales/words.tsx';
import { labelWords, markOf, markPaths } from '../../overlay/label-marks.ts';

/** Boxes in their true places on an empty outline of the picture: what is known, and nothing made up. */
export function PredictionDrawing({
  prediction,
  labels,
}: {
  readonly prediction: Prediction;
  readonly labels: readonly string[];
}): ReactNode {
  const words = useWords();
  const { width, height, detections } = prediction;
  const line = Math.max(width, height) / 220;
  const spoken = detections.map(({ label, score }) => `${labelWords(label)} ${score.toFixed(2)}`).join(', ');
  return (
    <figure>
      <svg
        aria-label={spoken === '' ? words.history.sheet.nothing : spoken}
        className="w-full rounded-md border-hair border-edge bg-plate"
        role="img"
        viewBox={`0 0 ${width} ${height}`}
      >
        {[1, 2, 3].map((quarter) => (
          <g key={quarter} stroke="#ffffff" strokeOpacity=".1" strokeWidth={line / 2}>
            <path d={`M${(width * quarter) / 4} 0V${height}M0 ${(height * quarter) / 4}H${width}`} />
          </g>
        ))}
        {detections.map(({ label, box, points = [] }) => {
          const mark = markOf(label, labels);
          const size = line * 5;
          return (
            <g key={`${label} ${box.x} ${box.y}`}>
              <rect
                fill="none"
                height={box.height}
                stroke={mark.colour}
                strokeWidth={line}
                width={box.width}
                x={box.x}
                y={box.y}
              />
              {points.map(({ x, y }) => (
                <circle cx={x} cy={y} fill={mark.colour} key={`${x} ${y}`} r={line} />
              ))}
              <path
                d={markPaths[mark.shape]}
                fill={mark.colour}
                transform={`translate(${box.x + box.width / 2} ${box.y - size > 0 ? box.y - size : box.y + box.height + size}) scale(${size})`}
              />
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-2 text-sm text-ink-3">{words.history.sheet.drawn}</figcaption>
    </figure>
  );
}
