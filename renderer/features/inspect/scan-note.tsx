import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { RecipeRef } from '../../../preload/contract/recipes.ts';
import { useClient } from '../../app/station.tsx';
import { type Trouble, troubleOf } from '../../app/trouble.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

export type Scanned =
  | { readonly kind: 'looking'; readonly code: string }
  | { readonly kind: 'switched'; readonly code: string; readonly recipe: RecipeRef }
  | { readonly kind: 'refused'; readonly code: string; readonly trouble: Trouble };

const shownMs = 8_000;

export interface ScanHandles {
  readonly scanned: Scanned | null;
  readonly scan: (code: string) => void;
  readonly dismiss: () => void;
}

/** Each scan asks the station; the answer to the newest is the one that is shown. */
export function useScan(onSwitched: (sourceId: string) => void): ScanHandles {
  const client = useClient();
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const round = useRef(0);
  const latest = useRef(onSwitched);
  latest.current = onSwitched;
  const scan = useCallback(
    (code: string): void => {
      const mine = ++round.current;
      const tell = (next: Scanned): void => {
        if (round.current === mine) setScanned(next);
      };
      if (client === null) {
        tell({ kind: 'refused', code, trouble: { code: 'offline', message: '', remedy: '' } });
        return;
      }
      tell({ kind: 'looking', code });
      client.recipes.switchTo({ code }).then(
        ({ recipe, sourceId }) => {
          tell({ kind: 'switched', code, recipe });
          latest.current(sourceId);
        },
        (error: unknown) => tell({ kind: 'refused', code, trouble: troubleOf(error) }),
      );
    },
    [client],
  );
  const dismiss = useCallback(() => setScanned(null), []);
  return { scanned, scan, dismiss };
}

function useTold(scanned: Scanned): { readonly title: string; readonly text: string } {
  const words = useWords();
  const { scan } = words.inspect;
  switch (scanned.kind) {
    case 'looking':
      return { title: scan.looking(scanned.code), text: '' };
    case 'switched':
      return {
        title: scan.switched(scanned.recipe.name, scanned.recipe.version),
        text: scan.switchedText(scanned.code),
      };
    case 'refused': {
      const { code, trouble } = scanned;
      if (trouble.code === 'not_found') return { title: scan.unknown(code), text: scan.unknownText };
      const why = trouble.code === 'offline' ? words.trouble.offline : words.trouble.codes[trouble.code];
      return { title: scan.failed(code), text: [why, trouble.message, trouble.remedy].filter(Boolean).join(' ') };
    }
  }
}

/** What became of a scan, over the picture and readable from where the scanner is held. What was refused stays until it was read. */
export function ScanNote({
  scanned,
  onDismiss,
}: {
  readonly scanned: Scanned;
  readonly onDismiss: () => void;
}): ReactNode {
  const { scan } = useWords().inspect;
  const { title, text } = useTold(scanned);
  useEffect(() => {
    if (scanned.kind !== 'switched') return;
    const timer = setTimeout(onDismiss, shownMs);
    return () => clearTimeout(timer);
  }, [scanned, onDismiss]);
  const isRefused = scanned.kind === 'refused';
  return (
    <div
      className={`absolute inset-x-0 top-0 z-20 flex items-center gap-4 border-b-hair py-3 pr-3 pl-5 ${isRefused ? 'border-fail-ink bg-fail-wash' : 'border-edge bg-raised'}`}
      data-scan={scanned.kind}
      role={isRefused ? 'alert' : 'status'}
    >
      <Icon className="shrink-0" name={scanned.kind === 'switched' ? 'check' : 'barcode'} size={36} />
      <div className="min-w-0 flex-1">
        <p className="text-2xl font-semibold break-words">{title}</p>
        {text !== '' && <p className="text-lg text-ink-2">{text}</p>}
      </div>
      <IconButton icon="close" label={scan.dismiss} onClick={onDismiss} />
    </div>
  );
}
