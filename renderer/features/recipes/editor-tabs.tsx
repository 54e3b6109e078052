import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { reachable } from '../../components/reachable.ts';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Size } from '../../overlay/space.ts';
import { PartsTab } from './parts-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import type { ShapeKind } from './shapes.ts';
import { type TabName, tabNames } from './tab-of.ts';
import { TellTab } from './tell-tab.tsx';
import type { Checked } from './use-check.ts';
import type { Choices } from './use-choices.ts';
import type { Editor } from './use-editor.ts';
import { WhatTab } from './what-tab.tsx';
import { WhereTab } from './where-tab.tsx';

export interface TabProps {
  readonly editor: Editor;
  readonly choices: Choices;
  readonly checked: Checked;
  /** Of the camera's picture; null before there is one. */
  readonly pictureSize: Size | null;
  readonly onTool: (tool: ShapeKind) => void;
}

const contents: Record<TabName, (props: TabProps) => ReactNode> = {
  what: WhatTab,
  where: WhereTab,
  rules: RulesTab,
  parts: PartsTab,
  tell: TellTab,
};

export interface EditorTabsProps extends TabProps {
  readonly tab: TabName;
  readonly onTab: (tab: TabName) => void;
}

export function EditorTabs({ tab, onTab, ...props }: EditorTabsProps): ReactNode {
  const { recipes } = useWords();
  return (
    <Tabs.Root
      className="flex min-h-0 flex-1 flex-col"
      onValueChange={(next) => {
        const known = tabNames.find((name) => name === next);
        if (known !== undefined) onTab(known);
      }}
      value={tab}
    >
      <Tabs.List aria-label={recipes.one} className="grid grid-cols-5 border-b-hair">
        {tabNames.map((name) => {
          const flaws = props.checked.flaws.filter((flaw) => flaw.tab === name).length;
          return (
            <Tabs.Trigger
              aria-label={flaws === 0 ? recipes.tabs[name] : recipes.tabFaults(recipes.tabs[name], flaws)}
              className="focus-inset relative flex min-h-14 items-center justify-center gap-1.5 font-medium text-ink-2 hover:bg-sunken hover:text-ink data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-1 data-[state=active]:after:bg-ink"
              key={name}
              value={name}
            >
              {recipes.tabs[name]}
              {flaws > 0 && <StateGlyph shape="care" size={14} />}
            </Tabs.Trigger>
          );
        })}
      </Tabs.List>
      {tabNames.map((name) => {
        const Content = contents[name];
        return (
          <Tabs.Content
            {...reachable}
            className="focus-inset relative min-h-0 flex-1 scroll-p-4 overflow-y-auto overscroll-contain p-4"
            key={name}
            value={name}
          >
            <Content {...props} />
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
