import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { KeyCap } from '../components/button.tsx';
import { Icon } from '../icons/icon.tsx';
import { useWords } from '../locales/words.tsx';
import { useAllCommands } from './commands.tsx';

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

const groups = ['go', 'do', 'source', 'look'] as const;

/** Ctrl-K: pages, acts, sources and looks, found by typing any part of their words. */
export function Palette({ open, onClose }: PaletteProps): ReactNode {
  const words = useWords();
  const commands = useAllCommands().filter((command) => command.disabled !== true);
  return (
    <Dialog.Root onOpenChange={(next) => !next && onClose()} open={open}>
      <Dialog.Portal>
        <div className="fixed inset-0 z-50 bg-scrim">
          <Dialog.Content
            aria-describedby={undefined}
            className="absolute top-[12vh] left-1/2 w-[min(40rem,92vw)] -translate-x-1/2 overflow-hidden rounded-lg border-hair border-edge bg-raised shadow-float outline-none"
          >
            <Dialog.Title className="sr-only">{words.palette.title}</Dialog.Title>
            <Command label={words.palette.title} loop>
              <div className="flex items-center gap-3 border-b-hair px-5">
                <Icon className="text-ink-3" name="search" size={22} />
                <Command.Input
                  className="h-16 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-3"
                  placeholder={words.palette.prompt}
                />
              </div>
              <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-2">
                <Command.Empty className="px-3 py-8 text-center text-ink-2">{words.palette.nothing}</Command.Empty>
                {groups.map((group) => {
                  const own = commands.filter((command) => command.group === group);
                  if (own.length === 0) return null;
                  return (
                    <Command.Group
                      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
                      heading={words.palette.groups[group]}
                      key={group}
                    >
                      {own.map((command) => (
                        <Command.Item
                          className="flex min-h-12 items-center gap-3 rounded-sm px-3 data-[selected=true]:bg-sunken"
                          key={command.id}
                          onSelect={() => {
                            onClose();
                            command.run();
                          }}
                          value={`${words.palette.groups[group]} ${command.words} ${command.id}`}
                        >
                          <Icon className="text-ink-2" name={command.icon} size={20} />
                          <span className="min-w-0 flex-1 truncate font-medium">{command.words}</span>
                          {command.keyName !== undefined && (
                            <KeyCap>{keyWord(command.keyName, words.keys.space)}</KeyCap>
                          )}
                        </Command.Item>
                      ))}
                    </Command.Group>
                  );
                })}
              </Command.List>
            </Command>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

export const keyWord = (name: string, space: string): string =>
  name === 'space' ? space : name.length === 1 ? name.toUpperCase() : name;
