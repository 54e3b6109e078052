import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type Alarm, type AlarmState, createAlarm } from './alarm.ts';
import { type Attention, acknowledged, attend, type Call, calm, mostUrgent } from './attention.ts';
import { type KeptChoices, keepScreenChoices, type ScreenChoices } from './screen-choices.ts';

/** While something stands it is said again; somebody may have been away from the line. */
const againMs = 6_000;
export const muteMs = 120_000;

let kept: KeptChoices | undefined;
/** One for the page: the seat and the wall speak of the same screen. */
const screenChoices = (): KeptChoices => {
  kept ??= keepScreenChoices(localStorage);
  return kept;
};

export function useScreenChoices(): readonly [ScreenChoices, KeptChoices['choose']] {
  const { store, choose } = screenChoices();
  return [useStore(store), choose];
}

export interface AttentionHandles {
  readonly standing: readonly Call[];
  readonly alarm: Alarm;
  readonly heard: AlarmState;
  readonly acknowledge: () => void;
}

function useAlarm({ sound }: ScreenChoices): Alarm {
  const [alarm] = useState(() => createAlarm(window));
  useEffect(() => alarm.setLoudness(sound), [alarm, sound]);
  useEffect(() => alarm.listen(), [alarm]);
  return alarm;
}

/** Looks at the lines as they change, keeps what waits for somebody, and lets it be heard. */
export function useLookout(lines: readonly LineState[], own: SourceId | null): AttentionHandles {
  const [choices] = useScreenChoices();
  const alarm = useAlarm(choices);
  const [standing, setStanding] = useState<readonly Call[]>([]);
  const attention = useRef<Attention>(calm);
  useEffect(() => {
    const next = attend(attention.current, lines, choices.acknowledge, own);
    attention.current = next;
    setStanding(next.standing);
    const worst = mostUrgent(next.fresh);
    if (worst !== undefined) alarm.sound(worst.kind);
  }, [lines, own, choices.acknowledge, alarm]);
  useEffect(() => {
    const worst = mostUrgent(standing);
    if (worst === undefined) return;
    const timer = setInterval(() => alarm.sound(worst.kind), againMs);
    return () => clearInterval(timer);
  }, [standing, alarm]);
  const heard = useStore(alarm.state);
  return useMemo(
    () => ({
      standing,
      alarm,
      heard,
      acknowledge: () => {
        attention.current = acknowledged(attention.current);
        setStanding([]);
      },
    }),
    [standing, alarm, heard],
  );
}
