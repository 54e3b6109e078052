/** Where in a video, as a player shows it. */
export function mediaTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  const tenth = Math.floor((ms % 1000) / 100);
  const tail = `${two(seconds % 60)}.${tenth}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}
