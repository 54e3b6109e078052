import type { OpenAPI } from '@orpc/openapi';
import { failureStatus } from '../../preload/contract/failures.ts';
import type { Capability } from './capabilities-of.ts';
import { escapeHtml } from './escape-html.ts';
import { operationsOf } from './openapi-document.ts';
import { schemaText } from './schema-text.ts';

const style = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent)}
body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1.5rem}
code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:color-mix(in srgb,currentColor 7%,transparent);padding:.8rem;border-radius:.5rem;overflow:auto;max-height:28rem}
details{border-block-end:1px solid var(--line)}summary{padding:.7rem 0;cursor:pointer}
b.get{color:#1a7f4b}b.post{color:#1f6feb}b.put,b.patch{color:#b26a00}b.delete{color:#c62828}b{display:inline-block;min-width:4.2rem;text-transform:uppercase}
label{display:inline-grid;gap:.2rem;margin:0 .8rem .8rem 0}input{font:inherit;padding:.4rem .6rem}button{font:inherit;padding:.45rem 1rem;min-height:2.75rem}
h2{margin-block-start:2.5rem;text-transform:capitalize}table{border-collapse:collapse}td{padding:.2rem 1.2rem .2rem 0;vertical-align:top}`;

interface DocsPage {
  readonly document: OpenAPI.Document;
  readonly capabilities: readonly Capability[];
  /** The file of the data folder whose key lets its own account in. */
  readonly keyFile: string;
}

/** The whole REST door on one page, from its OpenAPI document; needs neither a script nor a network. */
export function docsPage({ document, capabilities, keyFile }: DocsPage): string {
  const operations = operationsOf(document);
  const nouns = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const sections = nouns.map((noun) => {
    const ofNoun = operations.filter(({ operation }) => operation.tags?.[0] === noun);
    return `<h2 id="${escapeHtml(noun)}">${escapeHtml(noun)}</h2>\n${ofNoun.map((described) => section(described, capabilities)).join('\n')}`;
  });
  const { title, version, description = '' } = document.info;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}: what it can be asked</title><style>${style}</style></head><body>
<h1>${escapeHtml(title)} <small>${escapeHtml(version)}</small></h1>
<p>${escapeHtml(description)}</p>
<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a>. With the key of its own machine:</p>
<pre>curl -H "Authorization: Bearer $(cat DATA/${escapeHtml(keyFile)})" ADDRESS/api/health</pre>
${sections.join('\n')}
<h2>A failure</h2>
${schemaBlock('', document.components?.schemas?.Failure)}
</body></html>
`;
}

type Described = ReturnType<typeof operationsOf>[number];

function section({ method, path, operation }: Described, capabilities: readonly Capability[]): string {
  const parameters = (operation.parameters ?? []).flatMap((parameter) => ('$ref' in parameter ? [] : [parameter]));
  const body = operation.requestBody && !('$ref' in operation.requestBody) ? operation.requestBody.content : {};
  const answers = Object.entries(operation.responses ?? {});
  const [, success] = answers.find(([status]) => status.startsWith('2')) ?? [];
  const failures = failuresOf(operation.operationId, capabilities);
  const content = success && !('$ref' in success) ? (success.content ?? {}) : {};
  return `<details id="${escapeHtml(operation.operationId ?? '')}"><summary><b class="${method}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
<p>${escapeHtml(operation.description ?? '')} Can fail with ${escapeHtml(failures.join(', '))}.</p>
${tryForm(method, path, parameters)}
${parameterTable(parameters)}
${Object.entries(body ?? {})
  .map(([type, { schema }]) => schemaBlock(`Takes ${type}`, schema))
  .join('')}
${Object.entries(content)
  .map(([type, { schema }]) => schemaBlock(`Gives ${type}`, schema))
  .join('')}
</details>`;
}

function failuresOf(act: string | undefined, capabilities: readonly Capability[]): readonly string[] {
  const statuses = new Map<string, number>(Object.entries(failureStatus));
  const codes = capabilities.find((capability) => capability.act === act)?.failureCodes ?? [];
  return codes.map((code) => `${code} (${statuses.get(code)})`);
}

/** Whatever only reads and has a fixed address can be tried right here. */
function tryForm(method: string, path: string, parameters: readonly OpenAPI.ParameterObject[]): string {
  if (method !== 'get' || path.includes('{')) return '';
  const fields = parameters.map(({ name }) => `<label>${escapeHtml(name)}<input name="${escapeHtml(name)}"></label>`);
  return `<form action="${escapeHtml(path)}">${fields.join('')}<button>Try it</button></form>`;
}

function parameterTable(parameters: readonly OpenAPI.ParameterObject[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, schema }) => {
    const need = required ? 'required' : 'optional';
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}, ${need}</td><td><code>${escapeHtml(schemaText(schema))}</code></td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

const schemaBlock = (title: string, schema: unknown): string =>
  `<p>${escapeHtml(title)}</p><pre>${escapeHtml(schemaText(schema))}</pre>`;
