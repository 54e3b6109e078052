import type { ReactNode } from 'react';
import type { PartHealth, StationHealth } from '../../../preload/contract/station.ts';
import { seatHref } from '../../app/routes.ts';
import { Panel } from '../../components/page.tsx';
import { StateGlyph, type StateShape } from '../../components/state-glyph.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useWords } from '../../locales/words.tsx';

const shapes: Record<PartHealth['state'], StateShape> = {
  starting: 'moving',
  ready: 'well',
  degraded: 'care',
  down: 'bad',
  stopped: 'off',
};
const order: readonly PartHealth['state'][] = ['down', 'degraded', 'starting', 'ready', 'stopped'];

/** Every part in one glance; System tells more of each. */
export function HealthPanel({ health }: { readonly health: StationHealth | null }): ReactNode {
  const { monitor, system, status, seats } = useWords();
  if (health === null) return <div aria-busy="true" className="skeleton h-40" />;
  const parts = health.parts.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Panel aside={<TextLink href={seatHref('system')}>{seats.system}</TextLink>} title={monitor.health.title}>
      <ul className="divide-y divide-line">
        {parts.map(({ part, state, note }) => (
          <li className="flex min-h-12 items-center gap-3 py-2" key={part}>
            <StateGlyph shape={shapes[state]} />
            <span className="min-w-0 flex-1">
              <span className="block font-medium first-letter:uppercase">{system.names[part] ?? part}</span>
              {note !== '' && <span className="block text-sm break-words text-ink-2">{note}</span>}
            </span>
            <span className="text-sm text-ink-2">{status.states[state]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
