import type { ReactNode } from 'react';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';
import type { ShapeKind } from './shapes.ts';

export const toolKeys: Record<ShapeKind, string> = { region: 'r', zone: 'o', line: 'l', scale: 'm' };
const tools: readonly ShapeKind[] = ['region', 'zone', 'line', 'scale'];

export interface ToolRailProps {
  readonly tool: ShapeKind | null;
  readonly onTool: (tool: ShapeKind) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canRemove: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onRemove: () => void;
  readonly onZoom: (way: 1 | -1) => void;
  readonly onWhole: () => void;
}

interface SmallProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keyHint: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Small({ icon, label, keyHint, disabled = false, onClick }: SmallProps): ReactNode {
  return (
    <button
      aria-label={label}
      className="focus-inset grid size-12 place-items-center text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line"
      disabled={disabled}
      onClick={onClick}
      title={`${label} (${keyHint})`}
      type="button"
    >
      <Icon name={icon} size={22} />
    </button>
  );
}

/** Stands beside the picture: nothing lies over what is drawn on. */
export function ToolRail(props: ToolRailProps): ReactNode {
  const words = useWords().recipes.tools;
  return (
    <div
      className="flex w-[calc(6rem+var(--hair))] shrink-0 flex-col border-r-hair bg-surface"
      role="toolbar"
      aria-label={words.title}
    >
      {tools.map((tool) => (
        <button
          aria-pressed={props.tool === tool}
          className={classNames(
            'focus-inset flex h-14 shrink-0 flex-col items-center justify-center gap-0.5 text-xs font-medium',
            props.tool === tool ? 'bg-action text-on-action' : 'text-ink hover:bg-sunken',
          )}
          key={tool}
          onClick={() => props.onTool(tool)}
          title={`${words[tool]} (${toolKeys[tool].toUpperCase()})`}
          type="button"
        >
          <Icon name={tool} size={24} />
          {words[tool]}
        </button>
      ))}
      <div className="mt-auto grid shrink-0 grid-cols-2 border-t-hair">
        <Small disabled={!props.canUndo} icon="undo" keyHint="Z" label={words.undo} onClick={props.onUndo} />
        <Small disabled={!props.canRedo} icon="redo" keyHint="⇧ Z" label={words.redo} onClick={props.onRedo} />
        <Small icon="minus" keyHint="-" label={words.zoomOut} onClick={() => props.onZoom(-1)} />
        <Small icon="plus" keyHint="+" label={words.zoomIn} onClick={() => props.onZoom(1)} />
        <Small icon="shrink" keyHint="V" label={words.whole} onClick={props.onWhole} />
        <Small disabled={!props.canRemove} icon="bin" keyHint="Del" label={words.remove} onClick={props.onRemove} />
      </div>
    </div>
  );
}
