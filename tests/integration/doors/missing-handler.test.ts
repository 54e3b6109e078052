import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

mkdirSync('.cache', { recursive: true });
const folder = mkdtempSync(resolve('.cache', 'handlers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const routers = {
  whole: 'fixtureModels()',
  missing: 'rest',
  wrong: "{ ...rest, list: procedures.models.list.handler(() => 'many') }",
};

/** What the compiler says of each router, by one run for all of them. */
function compile(): Record<keyof typeof routers, string> {
  const lines = [
    `import { procedures } from '${resolve('main/engine/doors/procedures.ts')}';`,
    `import { fixtureModels } from '${resolve('tests/support/fixture-models.ts')}';`,
    `import { createFixtureStation } from '${resolve('tests/support/fixture-station.ts')}';`,
    'const { list, ...rest } = fixtureModels();',
    'const { router } = createFixtureStation();',
    ...Object.entries(routers).map(
      ([name, models]) => `export const ${name} = procedures.router({ ...router, models: ${models} });`,
    ),
  ];
  writeFileSync(join(folder, 'x.ts'), lines.join('\n'));
  const compilerOptions = {
    composite: false,
    declaration: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    noEmit: true,
    tsBuildInfoFile: null,
    rootDir: resolve('.'),
  };
  const settings = {
    extends: resolve('main/engine/tsconfig.json'),
    compilerOptions,
    include: ['./x.ts'],
    references: [],
  };
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify(settings));
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', config], {
    encoding: 'utf8',
  });
  const of = (name: string): string => {
    const line = 1 + lines.findIndex((text) => text.startsWith(`export const ${name} `));
    return stdout
      .split('\n')
      .filter((text) => text.includes(`x.ts(${line},`))
      .join('\n');
  };
  return { whole: of('whole'), missing: of('missing'), wrong: of('wrong') };
}

const said = compile();

describe('a router', () => {
  it('with a handler for every capability compiles', () => {
    expect(said.whole).toBe('');
  });

  it('without one of them does not compile', () => {
    expect(said.missing).toContain('error TS');
  });

  it('with one whose answer breaks the contract does not compile', () => {
    expect(said.wrong).toContain("Type 'string' is not assignable");
  });
});
