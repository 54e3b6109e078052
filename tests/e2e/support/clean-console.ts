import { expect, type Page } from '@playwright/test';

/** Requests that fail are what some tests are about; the browser reports each of them by itself. */
const ofTheNetwork = /^(Failed to load resource|WebSocket connection to)/;

/** What the library of the calls says when a page stops listening to a link that is lost already. */
const leftALostLink = 'Cannot send message, WebSocket is not open.';

/** Collects what a page does wrong behind its face; afterwards there must have been nothing: no error, nothing that its policy refused. */
export function watchConsole(page: Page): () => void {
  const wrong: string[] = [];
  page.on('pageerror', ({ message }) => {
    if (message !== leftALostLink) wrong.push(`thrown: ${message}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    const isError = message.type() === 'error' && !ofTheNetwork.test(text);
    if (isError || /content security policy/i.test(text)) wrong.push(`${message.type()}: ${text}`);
  });
  return () => expect(wrong, 'errors in the console of the page').toEqual([]);
}
