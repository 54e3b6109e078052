/** A key as commands name it: lower case, the space bar spelled out. */
export const keyName = (event: Pick<KeyboardEvent, 'key'>): string =>
  event.key === ' ' ? 'space' : event.key.toLowerCase();

const pressedBySpace =
  'button, [role="option"], [role="tab"], [role="radio"], [role="switch"], [role="menuitem"], summary';
const ownsText = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';

/** True where the key belongs to what has the focus: text being typed, or what presses a button or follows a link. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest(ownsText) !== null) return true;
  if (event.key === ' ') return target.closest(pressedBySpace) !== null;
  return event.key === 'Enter' && target.closest(`a[href], ${pressedBySpace}`) !== null;
}
