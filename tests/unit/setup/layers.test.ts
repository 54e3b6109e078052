import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { brokenRules } from '../../../main/setup/layers/broken-rules.ts';
import { layerRules } from '../../../main/setup/layers/rules.ts';

/** One violation of each rule: the file that commits it, and what it says. */
const planted: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['contract-knows-nobody', 'preload/contract/x.ts', `import { join } from 'node:path';`],
  ['domain-is-pure', 'main/domain/x.ts', `import { readFileSync } from 'fs';`],
  ['serving-knows-no-program', 'main/serving/x.ts', `import { a } from '../engine/a.ts';`],
  ['endpoint-stands-alone', 'cloud/endpoint/x.ts', `import { a } from '../../main/engine/a.ts';`],
  ['adapter-capture-stands-alone', 'main/capture/x.ts', `import { a } from '../store/a.ts';`],
  ['adapter-learning-stands-alone', 'main/learning/x.ts', `import { a } from '../store/a.ts';`],
  ['adapter-models-stands-alone', 'main/models/x.ts', `import type { A } from '../vision/a.ts';`],
  ['adapter-observe-stands-alone', 'main/observe/x.ts', `import type { Store } from '../store/store.ts';`],
  ['adapter-outputs-stands-alone', 'main/outputs/x.ts', `import { openStore } from '../store/store.ts';`],
  ['adapter-reports-stands-alone', 'main/reports/x.ts', `import { openStore } from '../store/store.ts';`],
  ['adapter-store-stands-alone', 'main/store/x.ts', `export * from '../engine/compose.ts';`],
  ['adapter-speech-stands-alone', 'main/speech/x.ts', `import { KeptSource } from '../capture/keep-open.ts';`],
  ['adapter-sync-stands-alone', 'main/sync/x.ts', `import type { Store } from '../store/store.ts';`],
  ['adapter-vision-stands-alone', 'main/vision/x.ts', `const a = await import('../models/session.ts');`],
  ['hosts-stay-outside', 'main/cli/x.ts', `import { openStore } from '../store/open-store.ts';`],
  ['native-knows-the-domain', 'native/lib/x.ts', `import { a } from '../../main/vision/a.ts';`],
  ['one-file-touches-onnx', 'main/vision/x.ts', `import * as ort from 'onnxruntime-node';`],
  ['only-the-store-knows-sqlite', 'main/engine/x.ts', `import Database from 'better-sqlite3';`],
  ['only-the-shell-knows-electron', 'main/engine/x.ts', `import { app } from 'electron';`],
  ['renderer-sees-the-contract-only', 'renderer/app/x.ts', `import { a } from '../../main/domain/a.ts';`],
  ['renderer-without-node', 'renderer/app/x.ts', `import { readFile } from 'node:fs/promises';`],
  ['features-stand-alone', 'renderer/features/inspect/x.ts', `import { a } from '../history/a.ts';`],
  ['workers-are-reached-by-protocol', 'main/engine/x.ts', `import { a } from '../workers/vision.ts';`],
  ['house-never-imports-tests', 'main/host/x.ts', `import { a } from '../../tests/support/a.ts';`],
];

describe('layer rules', () => {
  it.each(planted)('%s is refused', (rule, file, source) => {
    const broken = brokenRules(file, source).filter((found) => found.rule === rule);
    expect(broken).toHaveLength(1);
    expect(broken[0]?.remedy).toMatch(/\w+ .*\.$/);
  });

  it('have a planted violation each', () => {
    expect(planted.map(([rule]) => rule).toSorted()).toEqual(layerRules.map(({ name }) => name).toSorted());
  });

  it.each([
    ['main/vision/x.ts', `import { letterbox } from '../../native/lib/pixels.ts';`],
    [
      'main/engine/x.ts',
      `import { openStore } from '../store/open-store.ts'; import type { M } from '../workers/protocol.ts';`,
    ],
    [
      'renderer/features/inspect/x.ts',
      `import { a } from './a.ts'; import type { B } from '../../../preload/contract/values.ts';`,
    ],
    ['main/models/session.ts', `import * as ort from 'onnxruntime-node';`],
    ['preload/bridge.ts', `import { ipcRenderer } from 'electron';`],
  ])('let %s import what it may', (file, source) => {
    expect(brokenRules(file, source)).toEqual([]);
  });
});

describe('the types of a layer', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** Compiles one planted file with the options of a layer's own tsconfig. */
  function compile(layer: string, source: string): string {
    mkdirSync('.cache', { recursive: true });
    const folder = mkdtempSync(path.resolve('.cache', 'planted-'));
    folders.push(folder);
    writeFileSync(path.join(folder, 'x.ts'), source);
    const config = path.join(folder, 'tsconfig.json');
    writeFileSync(
      config,
      JSON.stringify({
        extends: path.resolve(layer, 'tsconfig.json'),
        compilerOptions: {
          composite: false,
          emitDeclarationOnly: false,
          noEmit: true,
          tsBuildInfoFile: null,
          rootDir: null,
        },
        include: ['./x.ts'],
        references: [],
      }),
    );
    try {
      execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', config], { encoding: 'utf8' });
      return '';
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    }
  }

  it('know no Node in the domain', () => {
    expect(compile('main/domain', `import { readFileSync } from 'node:fs'; export const a = readFileSync;`)).toContain(
      'node:fs',
    );
  });

  it('know no clock-holding globals of a page in the domain', () => {
    expect(compile('main/domain', 'export const a = document.title;')).toContain('document');
  });

  it('know no Node in the contract', () => {
    expect(compile('preload/contract', 'export const a = process.env;')).toContain('process');
  });

  it('know no Node in the renderer', () => {
    expect(compile('renderer', `import { readFileSync } from 'node:fs'; export const a = readFileSync;`)).toContain(
      'node:fs',
    );
  });
});
