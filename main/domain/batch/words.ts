import type { BatchPart } from '../../../preload/contract/batch.ts';

/** Where in a video, as a player shows it. */
export function mediaTime(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** How a part is called: by its file, by its time, else by its number. */
export const nameOfPart = ({ name, atMs, index }: Pick<BatchPart, 'name' | 'atMs' | 'index'>): string =>
  name ?? (atMs === null ? `Part ${index + 1}` : mediaTime(atMs));

export const defectsOf = ({ defects }: Pick<BatchPart, 'defects'>): string =>
  defects.map(({ label, score }) => (score > 0 ? `${label} ${score.toFixed(2)}` : label)).join(', ');
