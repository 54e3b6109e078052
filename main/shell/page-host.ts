import { join, resolve } from 'node:path';
import { planRestart, type RestartLimits } from '../domain/restart.ts';
import type { EngineProcess } from './engine-process.ts';
import { groundColour } from './ground-colour.ts';
import { lockToKiosk } from './kiosk.ts';
import { joinPage, tellPage } from './page-link.ts';
import type { ShellParts, StationWindow } from './shell-parts.ts';
import { loadStation, openWindow } from './station-window.ts';
import { placeWindow, readBounds } from './window-bounds.ts';

export interface PageNeeds {
  readonly kiosk: boolean;
  readonly engine: Pick<EngineProcess, 'news' | 'ready'>;
  readonly devTools: boolean;
  readonly ending: () => boolean;
}

const reloadLimits: RestartLimits = {
  backOff: { firstMs: 200, factor: 2, maxMs: 10_000 },
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 30_000 },
};

/** The one window with its page: joined to every engine that comes, loaded anew when its process dies. */
export class PageHost {
  readonly #parts: ShellParts;
  readonly #needs: PageNeeds;
  #window: StationWindow | null;
  #isLoaded = false;
  #deaths: readonly number[] = [];

  constructor(parts: ShellParts, needs: PageNeeds) {
    this.#parts = parts;
    this.#needs = needs;
    this.#window = this.#open();
    this.#follow(this.#window);
  }

  get window(): StationWindow | null {
    return this.#window;
  }

  async load(): Promise<void> {
    if (this.#window !== null) await loadStation(this.#window);
  }

  /** The engine came, went or is coming back. */
  newsCame(): void {
    if (this.#window === null || !this.#isLoaded) return;
    const { mainFrame } = this.#window.webContents;
    const { engine, kiosk } = this.#needs;
    tellPage(mainFrame, engine.news);
    if (engine.ready === undefined) return;
    joinPage(mainFrame, engine.ready, kiosk ? 'kiosk' : 'admin', this.#parts.makeChannel);
  }

  #open(): StationWindow {
    const { app, screen, nativeTheme, folder, makeWindow, readText, keepText, say } = this.#parts;
    const { kiosk, devTools } = this.#needs;
    const boundsFile = join(app.getPath('userData'), 'window.json');
    const saved = readBounds(readText(boundsFile));
    const areas = screen().getAllDisplays();
    return openWindow(
      makeWindow,
      {
        title: 'Caracal',
        preload: resolve(folder, '../preload/bridge.cjs'),
        icon: join(app.getAppPath(), 'resources/icons/icon.png'),
        bounds: placeWindow(
          saved,
          areas.map((display) => display.workArea),
          screen().getPrimaryDisplay().workArea,
        ),
        maximized: saved?.maximized ?? false,
        ground: groundColour(nativeTheme),
        kiosk,
        devTools,
      },
      (bounds) => {
        if (!keepText(boundsFile, JSON.stringify(bounds))) say(`warn: ${boundsFile} could not be written.`);
      },
    );
  }

  #follow(window: StationWindow): void {
    const { nativeTheme, powerSaveBlocker } = this.#parts;
    const { kiosk, ending } = this.#needs;
    if (kiosk) lockToKiosk(window, { powerSaveBlocker, ending });
    window.webContents.on('did-finish-load', () => {
      this.#isLoaded = true;
      this.newsCame();
    });
    window.webContents.on('render-process-gone', (_event, details) => this.#pageDied(details.reason));
    window.on('closed', () => {
      this.#window = null;
    });
    nativeTheme.on('updated', () => this.#window?.setBackgroundColor(groundColour(nativeTheme)));
  }

  #pageDied(reason: string): void {
    this.#isLoaded = false;
    const { clock, random, say } = this.#parts;
    const plan = planRestart(reloadLimits, this.#deaths, clock.monotonicMs(), random());
    this.#deaths = plan.exits;
    say(`warn: The page's process ended (${reason}); it is loaded again in ${Math.round(plan.delayMs)} ms.`);
    clock.after(plan.delayMs, () => this.#window?.webContents.reload());
  }
}
