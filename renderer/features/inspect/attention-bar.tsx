import type { ReactNode } from 'react';
import { Button, KeyCap } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { useNow } from '../../components/time.tsx';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { type Call, mostUrgent } from './attention.ts';
import { type AttentionHandles, muteMs, useScreenChoices } from './use-attention.ts';

const looks: Record<Call['kind'], string> = {
  fail: 'border-fail bg-fail text-on-fail [--glyph-cut:var(--fail)]',
  line: 'border-fail bg-fail text-on-fail [--glyph-cut:var(--fail)]',
  unsure: 'border-unsure bg-unsure text-on-unsure [--glyph-cut:var(--unsure)]',
};

type NameOf = (sourceId: string) => string;

function useCallWords(nameOf: NameOf): (call: Call) => string {
  const { inspect } = useWords();
  return (call) => {
    if (call.kind === 'line') {
      const name = nameOf(call.sourceId);
      return call.isOver ? inspect.attention.lineOver(name) : inspect.attention.line(name);
    }
    return inspect.attention.part[call.kind](inspect.part(call.part.part ?? call.part.id));
  };
}

export function Acknowledge({
  standing,
  nameOf,
  onAcknowledge,
  keyHint,
}: {
  readonly keyHint?: string;
  readonly standing: readonly Call[];
  readonly nameOf: NameOf;
  readonly onAcknowledge: () => void;
}): ReactNode {
  const { attention } = useWords().inspect;
  const wordsOf = useCallWords(nameOf);
  const [{ acknowledge }] = useScreenChoices();
  const worst = mostUrgent(standing);
  if (worst === undefined) {
    const isAsked = acknowledge.fail || acknowledge.unsure || acknowledge.line;
    return (
      <p className="flex h-16 min-w-0 flex-1 items-center gap-2.5 rounded-md border-hair bg-surface px-4 text-ink-3">
        <Icon className="shrink-0" name="check" size={20} />
        <span className="min-w-0">{isAsked ? attention.nothing : attention.off}</span>
      </p>
    );
  }
  const others = standing.length - 1;
  return (
    <button
      className={classNames(
        'flex h-16 min-w-0 flex-1 items-center gap-3 rounded-md border-hair px-4 text-left',
        looks[worst.kind],
      )}
      onClick={onAcknowledge}
      type="button"
    >
      {worst.kind === 'line' ? (
        <Icon className="shrink-0" name="bell" size={28} />
      ) : (
        <VerdictGlyph size={28} verdict={worst.kind} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-tight font-bold">
          {others > 0 ? attention.sayAll(standing.length) : attention.say}
        </span>
        <span className="block truncate text-sm">
          {wordsOf(worst)}
          {others > 0 && `, ${attention.more(others)}`}
        </span>
      </span>
      {keyHint !== undefined && <KeyCap>{keyHint}</KeyCap>}
    </button>
  );
}

const minuteMs = 60_000;
const clock = (ms: number): string =>
  `${Math.floor(ms / minuteMs)}:${String(Math.floor((ms % minuteMs) / 1_000)).padStart(2, '0')}`;

export interface AttentionBarProps {
  readonly handles: AttentionHandles;
  readonly nameOf: NameOf;
  readonly onOpen: () => void;
}

/** What waits for somebody, in a place that is always kept for it, and beside it whether this screen sounds. */
export function AttentionBar({ handles, nameOf, onOpen }: AttentionBarProps): ReactNode {
  const { attention } = useWords().inspect;
  const { standing, heard, acknowledge } = handles;
  const [{ sound }] = useScreenChoices();
  const left = heard.mutedUntil - useNow();
  const isMuted = left > 0;
  const isSilent = sound === 'off' || isMuted;
  const says = isMuted ? attention.muted(clock(left)) : attention.soundOf[sound];
  const wordsOf = useCallWords(nameOf);
  const worst = mostUrgent(standing);
  return (
    <section
      aria-label={attention.title}
      className="attention-bar flex gap-2"
      data-heard={heard.sounded}
      data-last={heard.last ?? ''}
    >
      <Acknowledge keyHint="A" nameOf={nameOf} onAcknowledge={acknowledge} standing={standing} />
      <button
        aria-label={heard.isBlocked ? `${says}. ${attention.blocked}` : `${says}. ${attention.open}`}
        className="relative grid size-16 shrink-0 place-items-center rounded-md border-hair border-edge bg-raised text-ink-2 hover:bg-sunken"
        onClick={onOpen}
        title={says}
        type="button"
      >
        <Icon name={isSilent ? 'silent' : 'bell'} size={26} />
        {isMuted && <span className="absolute bottom-0.5 text-xs font-medium tabular-nums">{clock(left)}</span>}
        {heard.isBlocked && (
          <span className="absolute top-1 right-1">
            <StateGlyph shape="care" size={18} />
          </span>
        )}
      </button>
      <span aria-live="assertive" className="sr-only">
        {worst === undefined ? '' : wordsOf(worst)}
      </span>
    </section>
  );
}

/** Over the picture, as long as the browser holds the sound back: nobody would miss what they never heard. */
export function SoundBlocked(): ReactNode {
  const { attention } = useWords().inspect;
  return (
    <p
      className="absolute top-3 left-1/2 z-10 flex w-max max-w-[92%] -translate-x-1/2 items-center gap-3 rounded-md border-hair border-unsure-ink bg-unsure-wash px-5 py-3 text-lg font-semibold"
      role="status"
    >
      <StateGlyph shape="care" size={20} />
      {attention.blocked}
    </p>
  );
}

export function MuteButton({ handles }: { readonly handles: AttentionHandles }): ReactNode {
  const { attention } = useWords().inspect;
  const { alarm, heard } = handles;
  const left = heard.mutedUntil - useNow();
  return (
    <Button className="w-full" onClick={() => (left > 0 ? alarm.unmute() : alarm.mute(muteMs))} size="large">
      <Icon name={left > 0 ? 'bell' : 'silent'} size={24} />
      {left > 0 ? `${attention.unmute} (${clock(left)})` : attention.mute}
    </Button>
  );
}
