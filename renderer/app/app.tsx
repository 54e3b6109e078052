import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { BatchPage } from '../features/batch/batch-page.tsx';
import { HistoryPage } from '../features/history/history-page.tsx';
import { AttentionBanner, AttentionProvider } from '../features/inspect/attention-provider.tsx';
import { InspectPage } from '../features/inspect/inspect-page.tsx';
import { WallPage } from '../features/inspect/wall-page.tsx';
import { ModelsPage } from '../features/models/models-page.tsx';
import { OutputsPage } from '../features/outputs/outputs-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { SyncPage } from '../features/sync/sync-page.tsx';
import { SystemPage } from '../features/system/system-page.tsx';
import { TeachPage } from '../features/teach/teach-page.tsx';
import type { IconName } from '../icons/paths.ts';
import { useWords } from '../locales/words.tsx';
import { type Command, useCommands } from './commands.tsx';
import { ErrorEdge } from './error-edge.tsx';
import { FullScreenProvider, useFullScreen } from './full-screen.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { LinkBanner, Refused } from './link-banner.tsx';
import { PageKeysProvider, useShownPageKeys } from './page-keys.tsx';
import { Palette } from './palette.tsx';
import { type Theme, themes } from './preferences.ts';
import { Rail } from './rail.tsx';
import { mayUse, parseRoute, type Seat, seatHref, seatIcons, seats, useHash } from './routes.ts';
import { useLinkState, useLive } from './station.tsx';
import { StatusLine } from './status-line.tsx';
import { useTheme } from './theme-context.tsx';
import { Toaster } from './toaster.tsx';

// Konva is needed for nothing else, and the charts are half as large as all the rest: nobody who only inspects waits for them.
const later = {
  listen: () => import('../features/listen/listen-page.tsx').then((page) => ({ default: page.ListenPage })),
  label: () => import('../features/label/label-page.tsx').then((page) => ({ default: page.LabelPage })),
  recipes: () => import('../features/recipes/recipes-page.tsx').then((page) => ({ default: page.RecipesPage })),
  monitor: () => import('../features/monitor/monitor-page.tsx').then((page) => ({ default: page.MonitorPage })),
};
const ListenPage = lazy(later.listen);
const LabelPage = lazy(later.label);
const MonitorPage = lazy(later.monitor);
const RecipesPage = lazy(later.recipes);

const aheadAfterMs = 1_500;

/** Fetched once there is time for it: a seat that is opened first while the station is away is there all the same. */
function usePagesAhead(): void {
  const isOpen = useLinkState().kind === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => {
      // One that does not come now is asked for when it is opened.
      for (const load of Object.values(later)) load().catch(() => undefined);
    }, aheadAfterMs);
    return () => clearTimeout(timer);
  }, [isOpen]);
}

const pages: Record<Seat, (props: { readonly query: URLSearchParams }) => ReactNode> = {
  inspect: InspectPage,
  wall: WallPage,
  batch: BatchPage,
  recipes: RecipesPage,
  listen: ListenPage,
  label: LabelPage,
  history: HistoryPage,
  monitor: MonitorPage,
  models: ModelsPage,
  teach: TeachPage,
  outputs: OutputsPage,
  sync: SyncPage,
  settings: SettingsPage,
  system: SystemPage,
};

const themeIcons: Record<Theme, IconName> = { auto: 'auto', light: 'sun', dark: 'moon', contrast: 'contrast' };

function useFrameCommands(allowed: readonly Seat[], showKeys: () => void): void {
  const words = useWords();
  const { choose } = useTheme();
  const list = useMemo<readonly Command[]>(
    () => [
      ...allowed.map(
        (seat): Command => ({
          id: `go-${seat}`,
          words: words.seats[seat],
          group: 'go',
          icon: seatIcons[seat],
          run: () => {
            location.hash = seatHref(seat);
          },
        }),
      ),
      ...themes.map(
        (theme): Command => ({
          id: `theme-${theme}`,
          words: `${words.theme.title}: ${words.theme[theme]}`,
          group: 'look',
          icon: themeIcons[theme],
          run: () => choose(theme),
        }),
      ),
      { id: 'keys', words: words.keys.show, group: 'look', icon: 'keyboard', keyName: '?', run: showKeys },
    ],
    [allowed, choose, showKeys, words],
  );
  useCommands(list);
}

function Page({ seat, query }: { readonly seat: Seat | null; readonly query: URLSearchParams }): ReactNode {
  const words = useWords();
  const link = useLinkState();
  const role = useLive((live) => live.info?.role);
  if (link.kind === 'refused') return <Refused />;
  if (seat === null) return <Empty icon="search" text="" title={words.page.missing} />;
  if (role !== undefined && !mayUse(seat, role)) {
    return <Empty icon="shield" text={words.page.notForRole} title={words.seats[seat]} />;
  }
  const Current = pages[seat];
  return (
    <Suspense fallback={<div aria-busy="true" className="skeleton m-5 h-96" />}>
      <Current query={query} />
    </Suspense>
  );
}

const isFind = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';

function Frame(): ReactNode {
  const words = useWords();
  const hash = useHash();
  const { seat, query } = useMemo(() => parseRoute(hash), [hash]);
  const role = useLive((live) => live.info?.role);
  const allowed = useMemo(() => seats.filter((known) => role === undefined || mayUse(known, role)), [role]);
  const [finding, setFinding] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useMemo(() => () => setKeysShown(true), []);
  const { full } = useFullScreen();
  useFrameCommands(allowed, showKeys);
  usePagesAhead();
  useEffect(() => {
    document.title = seat === null ? words.product : `${words.seats[seat]} · ${words.product}`;
  }, [seat, words]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!isFind(event)) return;
      event.preventDefault();
      setFinding((open) => !open);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <div className="flex h-full">
      <button
        className="absolute top-2 left-2 z-50 min-h-12 -translate-y-24 rounded-md bg-action px-4 font-semibold text-on-action focus:translate-y-0"
        onClick={() => document.getElementById('page')?.focus()}
        type="button"
      >
        {words.skip}
      </button>
      {!full && <Rail current={seat} seats={allowed} />}
      <div className="flex min-w-0 flex-1 flex-col">
        {!full && <StatusLine onFind={() => setFinding(true)} />}
        <main className="relative min-h-0 flex-1 overflow-hidden outline-none" id="page" tabIndex={-1}>
          <ErrorEdge
            instead={
              <Empty
                act={<Button onClick={() => location.reload()}>{words.trouble.reload}</Button>}
                icon="again"
                text={words.trouble.pageRemedy}
                title={words.trouble.page}
              />
            }
            key={seat}
          >
            <Page query={query} seat={seat} />
          </ErrorEdge>
        </main>
        <AttentionBanner seat={seat} />
        <LinkBanner />
      </div>
      <Palette onClose={() => setFinding(false)} open={finding} />
      <KeysSheet onClose={() => setKeysShown(false)} open={keysShown} pageKeys={useShownPageKeys()} />
      <Toaster />
    </div>
  );
}

export function App(): ReactNode {
  return (
    <FullScreenProvider>
      <PageKeysProvider>
        <AttentionProvider>
          <Frame />
        </AttentionProvider>
      </PageKeysProvider>
    </FullScreenProvider>
  );
}
