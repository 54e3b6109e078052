import type { BrowserWindow, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { type KioskWindow, leadsOut, lockToKiosk } from '../../../main/shell/kiosk.ts';
import { EmitterDouble } from './doubles/emitter-double.ts';
import { EventDouble } from './doubles/events.ts';

class KioskWindowDouble extends EmitterDouble<BrowserWindow> implements KioskWindow {
  readonly calls: string[] = [];
  readonly webContents = Object.assign(new EmitterDouble<WebContents>(), {
    setVisualZoomLevelLimits: async (low: number, high: number) => void this.calls.push(`zoom ${low} to ${high}`),
  });
  readonly removeMenu = (): void => void this.calls.push('no menu');
  readonly setKiosk = (on: boolean): void => void this.calls.push(`kiosk ${on}`);
}

class PowerDouble {
  readonly running = new Map<number, string>();
  readonly start = (kind: 'prevent-app-suspension' | 'prevent-display-sleep'): number => {
    this.running.set(7, kind);
    return 7;
  };
  readonly stop = (id: number): boolean => this.running.delete(id);
}

const key = (name: string, ...held: readonly string[]) => ({
  key: name,
  control: held.includes('control'),
  alt: held.includes('alt'),
  meta: held.includes('meta'),
});

const leading = [
  key('F1'),
  key('F4', 'alt'),
  key('F5'),
  key('F11'),
  key('F12'),
  key('Tab', 'alt'),
  key('ArrowLeft', 'alt'),
  key(' ', 'alt'),
  key('BrowserBack'),
  key('LaunchMail'),
  key('ContextMenu'),
  key('PrintScreen'),
  ...['w', 'q', 'r', 'n', 't', 'p', 'o', 'j', 'u', 'I', '+', '-', '0', 'Tab', 'Escape'].map((name) =>
    key(name, 'control'),
  ),
  ...['q', 'w', 'h', 'm', 'Tab', ' ', 'l'].map((name) => key(name, 'meta')),
  key('i', 'alt', 'meta'),
];
const staying = [
  ...['a', 'Z', '5', ' ', 'Enter', 'Tab', 'Escape', 'Backspace', 'ArrowLeft', 'Shift', 'ß', '語'].map((name) =>
    key(name),
  ),
  ...['a', 'c', 'v', 'x', 'z', 'Z'].map((name) => key(name, 'control')),
  key('c', 'meta'),
  key('@', 'control', 'alt'),
  key('€', 'alt'),
  key('Alt', 'alt'),
];

describe('a kiosk', () => {
  it.each(leading)('blocks $key (control $control, alt $alt, meta $meta)', (input) => {
    expect(leadsOut(input)).toBe(true);
  });

  it.each(staying)('lets $key through (control $control, alt $alt, meta $meta)', (input) => {
    expect(leadsOut(input)).toBe(false);
  });

  it('has no menu, fills the screen, keeps it on until closed, and cannot be zoomed', () => {
    const window = new KioskWindowDouble();
    const power = new PowerDouble();
    lockToKiosk(window, { powerSaveBlocker: power, ending: () => false });
    window.webContents.emit('did-finish-load');
    expect([window.calls, [...power.running.values()]]).toEqual([
      ['no menu', 'kiosk true', 'zoom 1 to 1'],
      ['prevent-display-sleep'],
    ]);
    window.emit('closed');
    expect(power.running.size).toBe(0);
  });

  it('prevents what a blocked key or a long touch would do', () => {
    const window = new KioskWindowDouble();
    lockToKiosk(window, { powerSaveBlocker: new PowerDouble(), ending: () => false });
    const [blocked, typed, menu] = [new EventDouble(), new EventDouble(), new EventDouble()];
    window.webContents.emit('before-input-event', blocked, key('w', 'control'));
    window.webContents.emit('before-input-event', typed, key('w'));
    window.webContents.emit('context-menu', menu, {});
    expect([blocked, typed, menu].map((event) => event.defaultPrevented)).toEqual([true, false, true]);
  });

  it('closes with the app, and with nothing else', () => {
    const window = new KioskWindowDouble();
    let isEnding = false;
    lockToKiosk(window, { powerSaveBlocker: new PowerDouble(), ending: () => isEnding });
    const [byHand, byTheApp] = [new EventDouble(), new EventDouble()];
    window.emit('close', byHand);
    isEnding = true;
    window.emit('close', byTheApp);
    expect([byHand.defaultPrevented, byTheApp.defaultPrevented]).toEqual([true, false]);
  });
});
