import type { ReactNode } from 'react';
import { Choice } from '../../components/choice.tsx';
import { useWords } from '../../locales/words.tsx';
import { heatGradient } from '../../overlay/heat-colours.ts';

const covers = { off: 0, light: 0.35, half: 0.6, strong: 0.9 } as const;
type Cover = keyof typeof covers;
const names = Object.keys(covers).filter((name): name is Cover => name in covers);
const nameOf = (opacity: number): Cover =>
  names.toSorted((a, b) => Math.abs(covers[a] - opacity) - Math.abs(covers[b] - opacity))[0] ?? 'off';

export interface HeatPanelProps {
  readonly opacity: number;
  readonly onCover: (opacity: number) => void;
}

/** What the colours mean, and how much of the picture they cover: four steps that a glove can hit, no slider. */
export function HeatPanel({ opacity, onCover }: HeatPanelProps): ReactNode {
  const { heat } = useWords().inspect;
  const chosen = nameOf(opacity);
  return (
    <section
      aria-label={heat.title}
      className="absolute right-2 bottom-2 z-10 w-[min(22rem,calc(100%-1rem))] rounded-lg border-hair border-edge bg-raised p-4 shadow-float"
    >
      <h2 className="font-semibold">{heat.title}</h2>
      <p className="text-sm text-ink-2">{heat.text}</p>
      <div className="mt-3 h-4 rounded-sm" style={{ background: heatGradient }} />
      <p className="mt-1 flex justify-between text-sm text-ink-2">
        <span>{heat.like}</span>
        <span>{heat.unlike}</span>
      </p>
      <p className="mt-1 text-sm text-ink-2">{heat.limit}</p>
      <Choice
        className="mt-3 grid-cols-2"
        label={heat.cover}
        onChoose={(name) => {
          const cover = names.find((known) => known === name);
          if (cover !== undefined) onCover(covers[cover]);
        }}
        options={names.map((name) => ({ value: name, label: heat[name] }))}
        value={chosen}
      />
    </section>
  );
}
