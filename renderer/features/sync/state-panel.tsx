import type { ReactNode } from 'react';
import type { SyncStatus, SyncTarget } from '../../../preload/contract/sync-status.ts';
import { Badge } from '../../components/badge.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import type { StateShape } from '../../components/state-glyph.tsx';
import { Ago, Until } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

const shapes: Record<SyncStatus['state'], StateShape> = {
  off: 'off',
  idle: 'well',
  sending: 'moving',
  paused: 'care',
  stopped: 'bad',
};

export function SyncBadge({ state }: { readonly state: SyncStatus['state'] }): ReactNode {
  const { sync } = useWords();
  return <Badge shape={shapes[state]}>{sync.states[state]}</Badge>;
}

export interface StatePanelProps {
  readonly status: SyncStatus;
  readonly target: SyncTarget | null;
  readonly acts: ReactNode;
}

/** Where it sends to and how that goes, in word, shape and sentence. */
export function StatePanel({ status, target, acts }: StatePanelProps): ReactNode {
  const words = useWords();
  const { sync } = words;
  const { state, note, failed } = status;
  const text = state === 'idle' && failed > 0 ? sync.setAside(whole(failed, words.tag), failed) : '';
  return (
    <Panel aside={acts} title={sync.endpoint}>
      {note === '' ? (
        <p className="text-ink-2">{`${sync.stateText[state]} ${text}`.trim()}</p>
      ) : (
        <Notice text={note} title={sync.stateText[state]} tone={state === 'stopped' ? 'bad' : 'care'} />
      )}
      <dl className="mt-5 grid grid-cols-2 gap-5 md:grid-cols-3">
        <Figure
          label={sync.address}
          value={<span title={status.address ?? ''}>{status.address ?? words.notSetYet}</span>}
        />
        <Figure label={sync.station} value={target?.station ?? words.notSetYet} />
        <Figure label={sync.key} value={target?.key ?? sync.noKey} />
        <Figure
          label={sync.lastContact}
          value={status.lastContactAt === null ? sync.never : <Ago at={status.lastContactAt} />}
        />
        <Figure
          label={sync.nextTry}
          value={status.nextTryAt === null ? words.notSetYet : <Until at={status.nextTryAt} />}
        />
      </dl>
    </Panel>
  );
}
