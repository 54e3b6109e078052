import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Loaded from node_modules at run time: they carry compiled parts, load files by name, or are Electron itself. */
const compiled = ['better-sqlite3', 'electron', 'node-av', 'node-record-lpcm16', 'onnxruntime-node', 'sharp'];

const entries = {
  shell: 'main/shell/main.ts',
  host: 'main/host/main.ts',
  engine: 'main/engine/main.ts',
  cli: 'main/cli/main.ts',
  'store-thread': 'main/store/thread.ts',
  'capture-thread': 'main/workers/capture-thread.ts',
  'vision-worker': 'main/workers/vision.ts',
  'speech-worker': 'main/workers/speech.ts',
  'teach-worker': 'main/workers/teach.ts',
  'report-worker': 'main/workers/report.ts',
  'outputs-worker': 'main/workers/outputs.ts',
};

/** Families whose letters reports are printed in: laid beside the programs, as of packages only what is compiled is shipped. */
const fontsOfReports: Plugin = {
  name: 'fonts-of-reports',
  generateBundle() {
    for (const family of ['inter']) {
      const folder = path.resolve('node_modules/@fontsource-variable', family);
      for (const file of [
        'LICENSE',
        'metadata.json',
        'unicode.json',
        ...globSync('files/*-wght-normal.woff2', { cwd: folder }),
      ])
        this.emitFile({
          type: 'asset',
          fileName: `fonts/${family}/${file}`,
          source: readFileSync(path.join(folder, file)),
        });
    }
  },
};

/** Everything that runs outside the page, one file a process or thread; the page has renderer/vite.config.ts. */
export default defineConfig({
  logLevel: 'warn',
  plugins: [fontsOfReports],
  ssr: { noExternal: true, external: compiled, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.resolve(file)])),
      external: [/^node:/, ...builtinModules, ...compiled.flatMap((name) => [name, new RegExp(`^${name}/`)])],
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
    },
  },
});
