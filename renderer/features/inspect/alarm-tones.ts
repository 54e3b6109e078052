import type { Call } from './attention.ts';

/** One tone of an alarm; times from its beginning. */
export interface Tone {
  readonly atMs: number;
  readonly forMs: number;
  readonly hertz: number;
  readonly shape: 'sine' | 'triangle' | 'square';
}

/**
 * Told apart with ear protection on: by rhythm first, then by pitch, all between 400 and 1,400 Hz, where machines are quieter than
 * below and plugs let more through than above. A fail falls in two quick pairs, doubt is one soft tone, a line that stands still wails.
 */
export const alarmTones: Record<Call['kind'], readonly Tone[]> = {
  fail: [0, 360].flatMap((atMs): Tone[] => [
    { atMs, forMs: 140, hertz: 1_175, shape: 'square' },
    { atMs: atMs + 150, forMs: 140, hertz: 784, shape: 'square' },
  ]),
  unsure: [{ atMs: 0, forMs: 320, hertz: 880, shape: 'triangle' }],
  line: [0, 450, 900, 1_350].map(
    (atMs, index): Tone => ({ atMs, forMs: 430, hertz: index % 2 === 0 ? 622 : 440, shape: 'square' }),
  ),
};
