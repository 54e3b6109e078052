import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { listsWhatWasPredicted, walksByKeys } from '../scenarios/history.ts';
import {
  boxesBelongToTheirPicture,
  opensAPart,
  pictureMovesOn,
  refusesAWrongAddress,
  seesTheLineLive,
  stopsAndStarts,
  stopsAndStartsByKey,
} from '../scenarios/inspect.ts';
import { electronIsMissing, openSeat, startElectron, test } from './electron-station.ts';

test.skip(electronIsMissing !== undefined, electronIsMissing ?? '');

test('the window sees the demo line inspected live', async ({ page }) => {
  await seesTheLineLive(page);
  await pictureMovesOn(page);
});

test('boxes are never drawn over another frame than their own', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await boxesBelongToTheirPicture(page, 120);
});

test('the line stops and starts by button and by key', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await stopsAndStarts(page);
  await stopsAndStartsByKey(page);
});

test('a wrong camera address is refused after a real try, with what to do', async ({ page }) => {
  await openSeat(page, 'inspect');
  await refusesAWrongAddress(page, 'rtsp://127.0.0.1:9/nothing');
  await page.reload();
});

test('a judged part opens with its numbers and its frames', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await opensAPart(page);
  await page.reload();
});

test('what was predicted is listed and walked by keys', async ({ page }) => {
  await openSeat(page, 'history');
  await listsWhatWasPredicted(page);
  await walksByKeys(page);
});

test('the page has nothing of Node or Electron, opens no window and reaches no address', async ({ page, station }) => {
  const reach = await page.evaluate(async () => {
    const reached = (url: string): Promise<boolean> =>
      fetch(url).then(
        () => true,
        () => false,
      );
    return {
      globals: ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter(
        (name) => name in globalThis,
      ),
      opened: window.open('https://example.org/') !== null,
      web: await reached('https://example.org/'),
      loopback: await reached('http://127.0.0.1:1/'),
      file: await reached('file:///etc/hostname'),
      outside: (await fetch('caracal://station/..%2f..%2fpackage.json')).status,
    };
  });
  expect(reach).toEqual({ globals: [], opened: false, web: false, loopback: false, file: false, outside: 404 });
  expect(station.app.windows().length).toBe(1);
});

test('the page is let in to no camera and no microphone', async ({ page }) => {
  const refused = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(
      () => 'granted',
      (error: DOMException) => error.name,
    ),
  );
  expect(refused).toBe('NotAllowedError');
});

test('the page outlives its engine', async ({ page, station }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  const pid = await station.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Caracal engine')?.pid ?? 0,
  );
  process.kill(pid, 'SIGKILL');
  await expect(page.locator('.picture-well')).not.toHaveAttribute('data-state', 'running');
  await seesTheLineLive(page);
});

test('a second start on the same data says so, leaves, and brings the first to the front', async ({ station }) => {
  const second = spawn(station.file, [...station.args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(second, 'exit');
  expect([code, said]).toEqual([3, expect.stringContaining('runs already')]);
});

test('a kiosk fills the screen and has neither menu nor inspector', async () => {
  const kiosk = await startElectron('--kiosk');
  const state = await kiosk.app.evaluate(({ BrowserWindow, Menu }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      kiosk: window?.isKiosk(),
      menu: Menu.getApplicationMenu(),
      inspector: window?.webContents.isDevToolsOpened(),
    };
  });
  expect(state).toEqual({ kiosk: true, menu: null, inspector: false });
  await kiosk.close();
});
