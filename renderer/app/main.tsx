import '../theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { shellOrigin } from '../../preload/contract/handover.ts';
import { english, WordsProvider } from '../locales/words.tsx';
import { App } from './app.tsx';
import { CommandsProvider, createCommands } from './commands.tsx';
import { openConnection } from './connection.ts';
import { hearEngineNews } from './engine-news.ts';
import { followStation } from './live.ts';
import { messagePortTransport } from './message-port-transport.ts';
import { keepTheme } from './preferences.ts';
import { StationProvider } from './station.tsx';
import { tellOnce } from './tell-once.ts';
import { ThemeProvider } from './theme-context.tsx';
import { createToasts } from './toast-store.ts';
import { webSocketTransport } from './web-socket-transport.ts';

// The page's content policy allows no code made from text, so the schemas must not try.
config({ jitless: true });

const isShell = location.protocol === new URL(shellOrigin).protocol;
const connection = openConnection({
  transport: isShell ? messagePortTransport(window) : webSocketTransport(),
  now: Date.now,
  random: Math.random,
});
const toasts = createToasts();
const station = {
  connection,
  live: followStation(connection, tellOnce(toasts, english)),
  toasts,
  news: hearEngineNews(window),
};
const theme = keepTheme(document.documentElement, localStorage, (query) => matchMedia(query));

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with the id "root", found none');
createRoot(root).render(
  <StrictMode>
    <WordsProvider words={english}>
      <ThemeProvider choice={theme}>
        <StationProvider station={station}>
          <CommandsProvider commands={createCommands()}>
            <App />
          </CommandsProvider>
        </StationProvider>
      </ThemeProvider>
    </WordsProvider>
  </StrictMode>,
);
