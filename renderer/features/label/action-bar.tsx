import type { ReactNode } from 'react';
import { Button, KeyCap } from '../../components/button.tsx';
import { fixed, whole } from '../../components/numbers.ts';
import { useNow } from '../../components/time.tsx';
import { Icon } from '../../icons/icon.tsx';
import type { IconName } from '../../icons/paths.ts';
import { useWords } from '../../locales/words.tsx';
import { paceOf } from './pace.ts';
import { isThere, type Labelling } from './use-labelling.ts';

function Act({
  icon,
  label,
  keyHint,
  disabled,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly keyHint: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <button
      aria-label={label}
      className="flex min-h-16 min-w-16 flex-col items-center justify-center gap-1 rounded-md border-hair border-edge bg-raised px-2 text-ink hover:bg-sunken disabled:border-line disabled:bg-surface disabled:text-ink-3"
      disabled={disabled}
      onClick={onClick}
      title={label}
      type="button"
    >
      <Icon name={icon} size={22} />
      <KeyCap>{keyHint}</KeyCap>
    </button>
  );
}

function PaceText({ state }: { readonly state: Labelling }): ReactNode {
  const words = useWords();
  const now = useNow();
  const pace = paceOf(state.times, Math.max(now, state.times.at(-1) ?? 0), state.counts?.waiting ?? 0);
  return (
    <p className="ml-auto min-w-28 text-right tabular-nums">
      {pace === null ? (
        <span className="text-sm text-ink-3">{words.label.noPace}</span>
      ) : (
        <>
          <span className="block text-lg font-semibold">
            {words.label.pace(
              pace.perMinute < 10 ? fixed(pace.perMinute, 1, words.tag) : whole(pace.perMinute, words.tag),
            )}
          </span>
          <span className="block text-sm text-ink-2">
            {words.label.minutesLeft(whole(Math.ceil(pace.minutesLeft), words.tag))}
          </span>
        </>
      )}
    </p>
  );
}

export function ActionBar({ state, away }: { readonly state: Labelling; readonly away: boolean }): ReactNode {
  const words = useWords();
  const { label } = words;
  const { editing, busy } = state;
  const none = state.current === null || busy !== null;
  return (
    <section
      aria-label={label.title}
      className="label-bar flex flex-wrap items-center gap-3 rounded-lg border-hair bg-surface p-3 portrait:gap-y-1.5"
    >
      <Button
        className="min-w-60 portrait:flex-[2]"
        disabled={none || !isThere(state)}
        icon="check"
        keyHint={words.keys.space}
        look={away ? 'plain' : 'action'}
        onClick={() => state.decide('save')}
        size="large"
      >
        {busy === 'save' ? label.saving : label.save}
      </Button>
      <Button
        className="portrait:flex-1"
        disabled={none}
        icon="skip"
        keyHint="S"
        onClick={() => state.decide('skip')}
        size="large"
      >
        {label.skip}
      </Button>
      <Button
        className="portrait:flex-1"
        disabled={none}
        icon="unknown"
        keyHint="U"
        onClick={() => state.decide('notSure')}
        size="large"
      >
        {label.notSure}
      </Button>
      <span aria-hidden="true" className="mx-1 h-10 border-l-hair portrait:mx-0 portrait:h-0 portrait:basis-full" />
      <Act
        disabled={none || (editing?.past.length ?? 0) === 0}
        icon="undo"
        keyHint="Z"
        label={label.undo}
        onClick={() => state.edit({ kind: 'undo' })}
      />
      <Act
        disabled={none || (editing?.future.length ?? 0) === 0}
        icon="redo"
        keyHint="⇧ Z"
        label={label.redo}
        onClick={() => state.edit({ kind: 'redo' })}
      />
      <Act
        disabled={none || editing?.selected == null}
        icon="bin"
        keyHint="Del"
        label={state.current?.sound === undefined ? label.remove : label.sound.remove}
        onClick={() => state.edit({ kind: 'remove' })}
      />
      <PaceText state={state} />
    </section>
  );
}
