import type { ReactNode } from 'react';
import { KeyCap } from '../components/button.tsx';
import { SideSheet } from '../components/side-sheet.tsx';
import { useWords } from '../locales/words.tsx';
import { type Command, useAllCommands } from './commands.tsx';
import { keyWord } from './palette.tsx';

function Keys({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section className="mb-7">
      <h3 className="text-sm font-semibold text-ink-2">{title}</h3>
      <dl className="mt-2 divide-y divide-line">
        {rows.map(([key, what]) => (
          <div className="flex min-h-12 items-center justify-between gap-4" key={`${key}${what}`}>
            <dt>{what}</dt>
            <dd>
              <KeyCap>{key}</KeyCap>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export interface PageKey {
  readonly key: string;
  readonly what: string;
}

/** What `?` shows: the keys of the page, taken from the same list that the keys themselves run from. */
export function KeysSheet({
  open,
  onClose,
  pageKeys,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly pageKeys: readonly PageKey[];
}): ReactNode {
  const words = useWords();
  const here = useAllCommands().filter(
    (command): command is Command & { keyName: string } =>
      command.keyName !== undefined && command.group !== 'look' && command.keyName !== '?',
  );
  return (
    <SideSheet onClose={onClose} open={open} title={words.keys.title}>
      <Keys
        rows={[
          ...here.map((command) => [keyWord(command.keyName, words.keys.space), command.words] as const),
          ...pageKeys.map(({ key, what }) => [key, what] as const),
        ]}
        title={words.keys.here}
      />
      <Keys
        rows={[
          ['Ctrl K', words.keys.find],
          ['?', words.keys.show],
          ['Esc', words.keys.close],
        ]}
        title={words.keys.everywhere}
      />
    </SideSheet>
  );
}
