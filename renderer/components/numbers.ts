/** Figures as they stand on screen; a dash where there is nothing to tell yet. */
export const dash = '–';

export const whole = (value: number, tag: string): string => value.toLocaleString(tag, { maximumFractionDigits: 0 });

export const fixed = (value: number, digits: number, tag: string): string =>
  value.toLocaleString(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Two digits that matter: 7.3, 21, 240. */
export const milliseconds = (value: number, tag: string): string => fixed(value, value < 10 ? 1 : 0, tag);

export const percent = (part: number, of: number, tag: string): string =>
  of === 0
    ? dash
    : (part / of).toLocaleString(tag, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function bytes(value: number, tag: string): string {
  const power = value <= 0 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(value) / 3));
  const digits = power === 0 ? 0 : 1;
  return `${fixed(value / 1000 ** power, digits, tag)} ${sizes[power] ?? 'B'}`;
}

export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
