import { builtinModules } from 'node:module';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

const builtins = new Set(builtinModules);

/** A package by its name, a Node module as node:name, a file by its path from the top of the house. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
  if (specifier.startsWith('node:')) return specifier;
  if (builtins.has(specifier)) return `node:${specifier}`;
  const [scopeOrName = specifier, name] = specifier.split('/');
  return `npm:${scopeOrName.startsWith('@') && name !== undefined ? `${scopeOrName}/${name}` : scopeOrName}`;
}

/** Everything a file imports, types and re-exports and literal dynamic imports included. */
export function importsOf(file: string, source: string): readonly string[] {
  const { module, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`Expected ${file} to parse, got: ${error.message}`);
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports
      .map((found) => source.slice(found.moduleRequest.start, found.moduleRequest.end))
      .flatMap(literal),
  ];
  return [...new Set(specifiers.map((specifier) => targetOf(file, specifier)))];
}

/** The text of a quoted literal; a computed import cannot be followed and is refused by review, not here. */
function literal(text: string): string[] {
  const found = /^(['"`])([^'"`$]+)\1$/.exec(text);
  return found?.[2] === undefined ? [] : [found[2]];
}
