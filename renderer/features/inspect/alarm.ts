import { createStore, type StoreApi } from 'zustand/vanilla';
import { alarmTones } from './alarm-tones.ts';
import type { Call } from './attention.ts';
import type { Loudness } from './screen-choices.ts';

export interface AlarmState {
  /** The browser lets a page sound only after somebody touched it once. */
  readonly isBlocked: boolean;
  /** Wall time. */
  readonly mutedUntil: number;
  /** How often it has sounded, and for what last: what a test can hear. */
  readonly sounded: number;
  readonly last: Call['kind'] | null;
}

export interface Alarm {
  readonly state: StoreApi<AlarmState>;
  readonly sound: (kind: Call['kind']) => void;
  readonly setLoudness: (loudness: Loudness) => void;
  readonly mute: (forMs: number) => void;
  readonly unmute: () => void;
  /** Waits for the touch that lets it sound; answers how to leave. */
  readonly listen: () => () => void;
}

const gains: Record<Exclude<Loudness, 'off'>, number> = { quiet: 0.08, loud: 0.7 };
/** A tone that begins or ends at once clicks. */
const edgeSeconds = 0.012;

function play(context: AudioContext, kind: Call['kind'], gain: number): void {
  for (const { atMs, forMs, hertz, shape } of alarmTones[kind]) {
    const from = context.currentTime + atMs / 1000;
    const to = from + forMs / 1000;
    const tone = new OscillatorNode(context, { type: shape, frequency: hertz });
    // A square is heard as far louder than a triangle of the same height.
    const height = shape === 'square' ? gain * 0.5 : gain;
    const edge = new GainNode(context, { gain: 0 });
    edge.gain.setValueAtTime(0, from);
    edge.gain.linearRampToValueAtTime(height, from + edgeSeconds);
    edge.gain.setValueAtTime(height, to - edgeSeconds);
    edge.gain.linearRampToValueAtTime(0, to);
    tone.connect(edge).connect(context.destination);
    tone.start(from);
    tone.stop(to);
  }
}

/** Sounds made of tones, no file. Opens the loudspeaker only where sound is wanted. */
export function createAlarm(page: Pick<Window, 'addEventListener' | 'removeEventListener'>): Alarm {
  const state = createStore<AlarmState>(() => ({ isBlocked: false, mutedUntil: 0, sounded: 0, last: null }));
  let loudness: Loudness = 'off';
  let context: AudioContext | null = null;

  const look = (): void => state.setState({ isBlocked: loudness !== 'off' && context?.state === 'suspended' });
  const touched = (): void => {
    // Refused where that touch did not count: the next one is tried as well.
    if (context?.state === 'suspended') context.resume().then(look, look);
  };
  return {
    state,
    setLoudness: (next) => {
      loudness = next;
      if (next !== 'off' && context === null) {
        context = new AudioContext();
        context.addEventListener('statechange', look);
        // Within a touch, as when sound is chosen, this is what lets it sound.
        touched();
      }
      look();
    },
    sound: (kind) => {
      if (loudness === 'off' || context === null || Date.now() < state.getState().mutedUntil) return;
      if (context.state !== 'running') {
        look();
        return;
      }
      play(context, kind, gains[loudness]);
      state.setState(({ sounded }) => ({ sounded: sounded + 1, last: kind }));
    },
    mute: (forMs) => state.setState({ mutedUntil: Date.now() + forMs }),
    unmute: () => state.setState({ mutedUntil: 0 }),
    listen: () => {
      page.addEventListener('pointerdown', touched);
      page.addEventListener('keydown', touched);
      return () => {
        page.removeEventListener('pointerdown', touched);
        page.removeEventListener('keydown', touched);
        void context?.close();
        context = null;
      };
    },
  };
}
