import type { Words } from '../locales/words.tsx';
import type { Toasts } from './toast-store.ts';
import type { Trouble } from './trouble.ts';

/** Feeds that fail again and again in the same way are one message; a lost link has its own place on the page. */
export function tellOnce(toasts: Toasts, words: Words): (trouble: Trouble) => void {
  let last = '';
  return ({ code, message, remedy }) => {
    const told = `${code} ${message}`;
    if (code === 'offline' || told === last) return;
    last = told;
    toasts.say({ tone: 'bad', title: words.trouble.codes[code], text: `${message} ${remedy}`.trim() });
  };
}
