import { useEffect, useRef } from 'react';
import { ScanKeys } from './scan-keys.ts';

const ownsText = 'input, textarea, select, [contenteditable="true"], [role="menu"]';

const belongsToText = ({ target }: Event): boolean => target instanceof Element && target.closest(ownsText) !== null;

/** Hears a barcode scanner anywhere on the page, but for fields that are being filled in. Commands wait until it is known that a key is a person's. */
export function useScanner(isWanted: boolean, scanned: (code: string) => void): void {
  const latest = useRef(scanned);
  latest.current = scanned;
  useEffect(() => {
    if (!isWanted) return;
    const keys = new ScanKeys();
    const given = new WeakSet<Event>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveBack = (): void => {
      const target = document.activeElement ?? document.body;
      for (const key of keys.release()) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        given.add(event);
        target.dispatchEvent(event);
      }
    };
    const pressed = (event: KeyboardEvent): void => {
      const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing;
      if (given.has(event) || isOther || belongsToText(event)) return;
      const found = keys.press(event.key, event.timeStamp);
      if (found.kind === 'passed') return;
      // Neither a command nor the button that has the focus hears a scanner.
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(timer);
      if (found.kind === 'code') latest.current(found.code);
      else timer = setTimeout(giveBack, keys.waitMs);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', pressed, { capture: true });
    };
  }, [isWanted]);
}
