import { type ReactNode, useId } from 'react';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { percent } from '../../components/numbers.ts';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';
import type { Light } from './board.ts';

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keyHint: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon, label, keyHint, pressed, onClick }: ToolProps): ReactNode {
  return (
    <button
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(
        'focus-inset grid size-12 place-items-center',
        pressed === true ? 'bg-action text-on-action' : 'text-ink-2 hover:bg-sunken hover:text-ink',
      )}
      onClick={onClick}
      title={`${label} (${keyHint})`}
      type="button"
    >
      <Icon name={icon} size={22} />
    </button>
  );
}

function Slider({
  label,
  value,
  onChange,
  onDone,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly onDone: () => void;
}): ReactNode {
  const words = useWords();
  const id = useId();
  return (
    <div className="flex items-center gap-3">
      <label className="w-20 text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <input
        className="label-range w-40"
        id={id}
        max={3}
        min={0.3}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onPointerUp={onDone}
        step={0.1}
        type="range"
        value={value}
      />
      <span className="w-14 text-right text-sm tabular-nums">{percent(value, 1, words.tag).replace(/[.,]0/, '')}</span>
    </div>
  );
}

export const plainLight: Light = { brightness: 1, contrast: 1 };

export interface ToolsProps {
  readonly scale: number;
  readonly handMode: boolean;
  readonly light: Light;
  readonly lightShown: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
  readonly onHand: () => void;
  readonly onLight: (light: Light) => void;
  /** A slider was let go. */
  readonly onLightDone: () => void;
  readonly onShowLight: () => void;
}

export const zoomStep = 1.5;

/** Stands beside the picture: nothing lies over what is to be labelled until it is asked for. */
export function Tools(props: ToolsProps): ReactNode {
  const words = useWords();
  const { label } = words;
  return (
    <div className="relative z-10 flex flex-col border-l-hair bg-surface">
      <Tool icon="hand" keyHint="H" label={label.hand} onClick={props.onHand} pressed={props.handMode} />
      <Tool icon="plus" keyHint="+" label={label.zoomIn} onClick={() => props.onZoom(zoomStep)} />
      <span className="grid h-8 place-items-center text-xs font-medium tabular-nums">
        {Math.round(props.scale * 100)} %
      </span>
      <Tool icon="minus" keyHint="-" label={label.zoomOut} onClick={() => props.onZoom(1 / zoomStep)} />
      <Tool icon="shrink" keyHint="V" label={label.whole} onClick={props.onWhole} />
      <Tool icon="sun" keyHint="L" label={label.light} onClick={props.onShowLight} pressed={props.lightShown} />
      {props.lightShown && (
        <div className="absolute top-3 right-full mr-3 w-max rounded-md border-hair border-edge bg-raised px-4 py-2 shadow-float">
          <Slider
            label={label.brightness}
            onChange={(brightness) => props.onLight({ ...props.light, brightness })}
            onDone={props.onLightDone}
            value={props.light.brightness}
          />
          <Slider
            label={label.contrast}
            onChange={(contrast) => props.onLight({ ...props.light, contrast })}
            onDone={props.onLightDone}
            value={props.light.contrast}
          />
          <Button className="w-full" look="quiet" onClick={() => props.onLight(plainLight)}>
            {label.plainLight}
          </Button>
        </div>
      )}
    </div>
  );
}
