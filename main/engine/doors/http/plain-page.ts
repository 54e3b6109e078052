import { escapeHtml } from '../../../serving/escape-html.ts';

const style = `:root{color-scheme:light dark}body{font:18px/1.6 system-ui,sans-serif;max-width:46rem;margin:10vh auto;padding:0 1.5rem}
code,pre{font:0.9em ui-monospace,monospace;background:color-mix(in srgb,currentColor 10%,transparent);padding:.15em .4em;border-radius:.3em}`;

/** A page that needs no script and no renderer: for the door itself. */
export function plainPage(title: string, paragraphs: readonly string[], head = ''): string {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style>${head}</head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
}

export const howToGetIn = plainPage('This station needs a one-time link', [
  'Each link lets one screen in, once, and within its time.',
  'On the machine that runs the station, type <code>npx caracal access invite --role operator</code> and open the link that it prints here.',
  'Someone who is signed in can also make one for you under Settings.',
]);

export const linkRefused = plainPage('This link does not open the station any more', [
  'A link works once and only for a few minutes; this one was used, is too old, or was not copied whole.',
  'On the machine that runs the station, type <code>npx caracal access invite --role operator</code> for a new one.',
]);

export const tooManyTries = plainPage('Too many wrong links', ['Wait a minute, then open a fresh one-time link.']);

export const notBuilt = plainPage('The screens are not built yet', [
  'The station itself runs. Stop it and type <code>npm start</code> in its folder: that builds them.',
  'Meanwhile all that it can do is at <a href="/api/docs">/api/docs</a>.',
]);

/** A page of another site led here: only a step that starts from our own page carries the new cookie along. */
export const stepInside = plainPage(
  'Opening the station',
  ['<a href="/">Continue</a>'],
  '<meta http-equiv="refresh" content="0; url=/">',
);
