import type { ReactNode } from 'react';
import { useFullScreen } from '../../app/full-screen.tsx';
import { seatHref } from '../../app/routes.ts';
import { classNames } from '../../components/class-names.ts';
import { fixed } from '../../components/numbers.ts';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';
import { closestZoom, isCloser } from '../../overlay/look.ts';
import type { LookHandles } from './use-look.ts';

const plate =
  'focus-inset relative grid size-14 shrink-0 place-items-center rounded-md border-hair border-edge bg-raised text-ink-2 hover:bg-sunken hover:text-ink disabled:border-line disabled:bg-surface disabled:text-ink-3';

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keyHint: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}

function Tool({ icon, label, keyHint, onPress, disabled = false, pressed }: ToolProps): ReactNode {
  return (
    <button
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(plate, pressed === true && 'shadow-[inset_0_0_0_2px_var(--ink)]')}
      disabled={disabled}
      onClick={onPress}
      title={`${label} (${keyHint})`}
      type="button"
    >
      <Icon name={icon} size={24} />
      <span aria-hidden="true" className="absolute right-1 bottom-0.5 text-[0.6875rem] leading-none font-medium">
        {keyHint}
      </span>
    </button>
  );
}

export interface PictureToolsProps {
  readonly handles: LookHandles;
  /** Null where no model gives heat. */
  readonly heat: { readonly isOpen: boolean; readonly toggle: () => void } | null;
  /** Other lines that stand still. */
  readonly wrong: number;
}

/** Beside the picture, never over it: what lies in a corner of a part may be its defect. */
export function PictureTools({ handles, heat, wrong }: PictureToolsProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const { tools } = inspect;
  const { full, toggle } = useFullScreen();
  const { look } = handles;
  return (
    <div className="picture-tools" role="toolbar" aria-label={tools.title} aria-orientation="vertical">
      <Tool
        icon={full ? 'shrink' : 'expand'}
        keyHint="F"
        label={full ? inspect.leaveFull : inspect.full}
        onPress={toggle}
      />
      <a
        aria-label={wrong > 0 ? `${tools.wall}, ${inspect.wall.wrong(wrong)}` : tools.wall}
        className={plate}
        href={seatHref('wall')}
        title={`${tools.wall} (W)`}
      >
        <Icon name="wall" size={24} />
        {wrong > 0 && (
          <span className="absolute -top-1 -right-1 rounded-full bg-surface [--glyph-cut:var(--surface)]">
            <StateGlyph shape="bad" size={20} />
          </span>
        )}
        <span aria-hidden="true" className="absolute right-1 bottom-0.5 text-[0.6875rem] leading-none font-medium">
          W
        </span>
      </a>
      <Tool disabled={look.zoom >= closestZoom} icon="plus" keyHint="+" label={tools.closer} onPress={handles.closer} />
      <Tool disabled={!isCloser(look)} icon="minus" keyHint="-" label={tools.farther} onPress={handles.farther} />
      <Tool disabled={!isCloser(look)} icon="fit" keyHint="0" label={tools.whole} onPress={handles.whole} />
      <p aria-live="polite" className="text-center text-sm font-medium text-on-well tabular-nums">
        <span aria-hidden="true">{fixed(look.zoom, 1, words.tag)}×</span>
        <span className="sr-only">{isCloser(look) ? tools.zoomed(fixed(look.zoom, 1, words.tag)) : ''}</span>
      </p>
      {heat !== null && <Tool icon="heat" keyHint="H" label={tools.heat} onPress={heat.toggle} pressed={heat.isOpen} />}
    </div>
  );
}
