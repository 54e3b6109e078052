import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SampleSound } from './sample-sound.ts';

export interface SoundPlayer {
  readonly playing: boolean;
  readonly atMs: number;
  /** Plays on from where it stands, or holds. */
  readonly toggle: () => void;
  readonly seek: (ms: number) => void;
}

/** Plays the sound of one item; another item begins silent, at its beginning. */
export function useSoundPlayer(sound: SampleSound | null): SoundPlayer {
  const [playing, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    setAtMs(0);
    setPlaying(false);
    if (sound === null) return;
    const address = URL.createObjectURL(sound.file);
    const audio = new Audio(address);
    audio.preload = 'auto';
    audio.onpause = () => setPlaying(false);
    audio.onplay = () => setPlaying(true);
    audio.onended = () => setAtMs(sound.durationMs);
    player.current = audio;
    return () => {
      audio.pause();
      audio.onpause = null;
      audio.removeAttribute('src');
      player.current = null;
      URL.revokeObjectURL(address);
    };
  }, [sound]);
  useEffect(() => {
    if (!playing) return;
    let turn = 0;
    const follow = (): void => {
      setAtMs((player.current?.currentTime ?? 0) * 1_000);
      turn = requestAnimationFrame(follow);
    };
    turn = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(turn);
  }, [playing]);
  const toggle = useCallback(() => {
    const audio = player.current;
    if (audio === null) return;
    if (!audio.paused) audio.pause();
    // A page that was left meanwhile refuses to play: nothing is lost by that.
    else audio.play().catch(() => setPlaying(false));
  }, []);
  const seek = useCallback((ms: number) => {
    if (player.current !== null) player.current.currentTime = ms / 1_000;
    setAtMs(ms);
  }, []);
  return useMemo(() => ({ playing, atMs, toggle, seek }), [playing, atMs, toggle, seek]);
}
