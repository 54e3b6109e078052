import { sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runShell } from '../../../main/shell/station-shell.ts';
import { settled } from '../../support/fake-clock.ts';
import { EventDouble } from './doubles/events.ts';
import { type Desktop, desktop } from './doubles/shell.ts';

const ready = { kind: 'ready', address: null, link: null, note: '' };
const loopback = { listen: '127.0.0.1', port: 7420, portIsWanted: false, role: 'admin' };
const native = (path: string): string => path.replaceAll('/', sep);

async function running(args: readonly string[] = []): Promise<Desktop> {
  const stand = desktop(args);
  await runShell(stand.parts);
  return stand;
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length > 1) throw new Error(`Expected exactly one, got ${list.length}`);
  return one;
}

describe('the station under Electron', () => {
  it('takes its place before Electron is ready and stands guard before any page is loaded', async () => {
    const { app, schemes, served, session, windows } = await running();
    expect([...new Set(app.calls)]).toEqual(['switch', 'scheme', 'sandbox', 'ready']);
    expect([schemes, served]).toEqual([['caracal'], ['caracal']]);
    expect(session.asked.length).toBe(9);
    expect(only(windows).calls).toEqual(['load caracal://station/index.html']);
  });

  it('asks Chromium to contact nobody', async () => {
    const { app } = await running();
    for (const quiet of [
      'disable-background-networking',
      'disable-component-update',
      'disable-sync',
      'no-pings',
      'no-proxy-server',
    ]) {
      expect(app.switches.has(quiet), quiet).toBe(true);
    }
    expect(app.switches.get('host-resolver-rules')).toMatch(/^MAP \* ~NOTFOUND/);
  });

  it('opens one hardened window that is dark before its page is, and shows it when it is ready', async () => {
    const { windows } = await running();
    const window = only(windows);
    expect(window.options).toMatchObject({
      show: false,
      backgroundColor: '#141718',
      minWidth: 1280,
      minHeight: 800,
      kiosk: false,
      webPreferences: {
        preload: native('/app/out/preload/bridge.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
      },
    });
    window.emit('ready-to-show');
    expect(window.calls.at(-1)).toBe('show');
  });

  it('follows the desktop from dark to light to high contrast', async () => {
    const { theme, windows } = await running();
    theme.shouldUseDarkColors = false;
    theme.emit('updated');
    theme.shouldUseHighContrastColors = true;
    theme.emit('updated');
    expect(only(windows).calls.slice(-2)).toEqual(['ground #e3e5e3', 'ground #000000']);
  });

  it('keeps where its window was, and opens there the next time', async () => {
    const stand = await running();
    const window = only(stand.windows);
    window.maximized = true;
    window.emit('close', new EventDouble());
    await runShell(stand.parts);
    const again = stand.windows.at(-1);
    again?.emit('ready-to-show');
    expect([again?.options, again?.calls]).toEqual([
      expect.objectContaining({ x: 1, y: 2, width: 1300, height: 900 }),
      ['load caracal://station/index.html', 'maximize', 'show'],
    ]);
  });

  it('starts the engine on its data folder', async () => {
    const { forks } = await running(['--data', '/srv/line-1', '--name=Line 1']);
    const { file, child, env } = only(forks);
    expect(env).toMatchObject({ MALLOC_ARENA_MAX: '2' });
    expect([file, child.messages]).toEqual([
      native('/app/out/main/engine.js'),
      [
        {
          kind: 'start',
          host: 'electron',
          dataFolder: native('/srv/line-1'),
          name: 'Line 1',
          http: { ...loopback, rendererFolder: native('/app/out/renderer'), sessionKey: expect.any(String) },
        },
      ],
    ]);
  });

  it('has its engine listen for the command line, at the same place and for the same screens after a restart', async () => {
    const { clock, forks, said } = await running();
    only(forks).child.emit('message', { ...ready, address: 'http://127.0.0.1:40123', link: 'secret', note: 'Busy.' });
    only(forks).child.exit(134);
    await clock.advance(10_000);
    forks.at(-1)?.child.emit('message', { ...ready, address: 'http://127.0.0.1:40123' });
    const [first, second] = forks.map(({ child }) => (child.messages[0] as { http: Record<string, unknown> }).http);
    expect(first).toMatchObject(loopback);
    expect(second).toEqual({ ...first, port: 40_123 });
    expect(said).toEqual(['info: Busy.', 'info: Caracal runs at http://127.0.0.1:40123.']);
  });

  it('opens the door to other machines where it is told to, and says what that means', async () => {
    const { forks, said } = await running(['--listen=0.0.0.0', '--port', '8080']);
    const { child } = only(forks);
    expect(child.messages).toMatchObject([{ http: { listen: '0.0.0.0', port: 8_080, portIsWanted: true } }]);
    child.emit('message', { ...ready, address: 'http://10.0.0.7:8080', link: 'secret' });
    expect(said.at(-1)).toMatch(/Other machines can reach it, unencrypted/);
    expect(said.join()).not.toContain('secret');
  });

  it('joins page and engine once both are there, whichever is first', async () => {
    for (const pageFirst of [true, false]) {
      const { forks, windows } = await running();
      const [{ child }, window] = [only(forks), only(windows)];
      const steps = [() => window.webContents.emit('did-finish-load'), () => child.emit('message', ready)];
      for (const step of pageFirst ? steps : steps.reverse()) {
        expect(window.frame.handed).toEqual([]);
        step();
      }
      expect([window.frame.handed.length, child.posted.at(-1)?.message]).toEqual([1, { kind: 'page', role: 'admin' }]);
    }
  });

  it('joins the page anew after it was loaded again and after the engine came back, and says so meanwhile', async () => {
    const { clock, forks, windows } = await running();
    const window = only(windows);
    window.webContents.emit('did-finish-load');
    only(forks).child.emit('message', ready);
    window.webContents.emit('did-finish-load');
    expect(window.frame.handed.length).toBe(2);
    only(forks).child.exit(134);
    await clock.advance(10_000);
    forks.at(-1)?.child.emit('message', ready);
    expect([forks.length, window.frame.handed.length]).toEqual([2, 3]);
    const states = window.frame.sent.map(([, news]) => (news as { state: string }).state);
    expect(states).toEqual(['restarting', 'running', 'running', 'restarting', 'running']);
  });

  it('loads the page again when its process dies', async () => {
    const { clock, windows } = await running();
    const window = only(windows);
    window.webContents.emit('render-process-gone', new EventDouble(), { reason: 'crashed', exitCode: 139 });
    await clock.advance(10_000);
    expect(window.calls.at(-1)).toBe('reload');
  });

  it('starts the workers that its engine asks for', async () => {
    const { forks } = await running();
    only(forks).child.emit('message', { kind: 'worker-launch', worker: 1, program: 'vision' });
    expect(forks.at(-1)?.file).toBe(native('/app/out/main/vision-worker.js'));
  });

  it('says why and leaves when the engine cannot run at all', async () => {
    const { app, errors, forks } = await running();
    const failure = {
      code: 'wrong_state',
      message: 'The database: expected version 3, got 9. Update the station.',
      thing: 'The database',
      expected: 'version 3',
      received: '9',
      remedy: 'Update the station.',
    };
    const { child } = only(forks);
    child.emit('message', { kind: 'failed', failure, final: true });
    child.exit(1);
    expect([errors, app.calls.at(-1)]).toEqual([[failure.message], 'exit 1']);
  });

  it('lets the engine wind down before it ends', async () => {
    const { app, forks } = await running();
    const { child } = only(forks);
    child.emit('message', ready);
    app.emit('window-all-closed');
    app.quit();
    await settled();
    expect([child.messages.at(-1), app.calls.includes('gone')]).toEqual([{ kind: 'stop' }, false]);
    child.exit(0);
    await settled();
    expect(app.calls.at(-1)).toBe('gone');
  });

  it('outlives its window: an engine that changes after it was closed finds nobody to tell', async () => {
    const { forks, windows, theme, clock } = await running();
    const window = only(windows);
    window.webContents.emit('did-finish-load');
    window.emit('closed');
    only(forks).child.emit('message', ready);
    theme.emit('updated');
    window.webContents.emit('render-process-gone', new EventDouble(), { reason: 'killed', exitCode: 9 });
    await clock.advance(60_000);
    expect([window.frame.handed, window.calls]).toEqual([[], ['load caracal://station/index.html']]);
  });
});

describe('a second station on the same data', () => {
  it('says so and leaves without touching anything', async () => {
    const stand = desktop();
    stand.app.isFirst = false;
    await runShell(stand.parts);
    expect([stand.app.calls, stand.forks, stand.windows]).toEqual([['exit 3'], [], []]);
    expect(only(stand.said)).toMatch(/runs already.*--data=FOLDER/);
  });

  it('brings the first one to the front', async () => {
    const { app, windows } = await running();
    const window = only(windows);
    window.minimized = true;
    app.emit('second-instance', new EventDouble(), [], '/', null);
    expect(window.calls.slice(1)).toEqual(['restore', 'show', 'focus']);
  });

  it('is one on the same data folder, wherever that is', async () => {
    const { app, forks } = await running();
    expect([app.userData, only(forks).child.messages]).toEqual([
      native('/home/someone/.local/share/caracal/shell'),
      [expect.objectContaining({ dataFolder: native('/home/someone/.local/share/caracal') })],
    ]);
  });

  it('is another station on a folder of its own', async () => {
    const { app } = await running(['--data=/srv/line-2']);
    expect(app.userData).toBe(native('/srv/line-2/shell'));
  });
});

describe('a command line that is wrong', () => {
  it('is answered with one sentence and an exit code before anything is started', async () => {
    const stand = desktop(['--kisok']);
    await runShell(stand.parts);
    expect([stand.app.calls, stand.said.length, stand.forks]).toEqual([['exit 2'], 1, []]);
  });
});

describe('a question on the command line', () => {
  it.each([
    ['--version', '1.2.3'],
    ['--help', expect.stringContaining('--kiosk')],
  ])('%s is answered, and nothing is started', async (flag, answer) => {
    const stand = desktop([flag]);
    await runShell(stand.parts);
    expect([stand.app.calls, stand.printed, stand.forks]).toEqual([['exit 0'], [answer], []]);
  });
});

describe('a data folder that cannot be written to', () => {
  it('is told with its remedy, and nothing is started', async () => {
    const stand = desktop(['--data=/read-only']);
    await runShell(stand.parts);
    const sentence = 'The data folder: expected rights to write. Correct its rights.';
    expect([stand.app.calls, stand.said, stand.errors, stand.forks]).toEqual([['exit 4'], [sentence], [sentence], []]);
  });
});

describe('a kiosk station', () => {
  it('has no menu, no inspector and no frame, keeps the screen on, and its page may do what a customer may', async () => {
    const { forks, menus, power, windows } = await running(['--kiosk']);
    const window = only(windows);
    expect(window.options).toMatchObject({ kiosk: true, frame: false, webPreferences: { devTools: false } });
    expect([menus, power.size, window.calls]).toEqual([
      [null],
      1,
      ['removeMenu', 'setKiosk true', 'load caracal://station/index.html'],
    ]);
    window.webContents.emit('did-finish-load');
    only(forks).child.emit('message', ready);
    expect(only(forks).child.posted.at(-1)?.message).toEqual({ kind: 'page', role: 'kiosk' });
  });

  it('cannot be closed by hand, but ends with the app', async () => {
    const { app, windows } = await running(['--kiosk']);
    const [byHand, byTheApp] = [new EventDouble(), new EventDouble()];
    only(windows).emit('close', byHand);
    app.quit();
    only(windows).emit('close', byTheApp);
    expect([byHand.defaultPrevented, byTheApp.defaultPrevented]).toEqual([true, false]);
  });
});
