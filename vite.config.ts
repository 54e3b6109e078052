import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';

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
  'outputs-worker': 'main/workers/outputs.ts',
};

/** The fonts of every PDF reader, whose widths pdfkit loads by name: those that are used are bundled with it. */
const fontsOfReports = {
  name: 'fonts-of-reports',
  transform(code: string, id: string) {
    if (!id.endsWith('pdfkit.node.mjs')) return null;
    const asked = /require\$1\('#standard-fonts\/(Helvetica|HelveticaBold)'\)/g;
    const imports =
      "import Helvetica from './standard-fonts/Helvetica.mjs';\nimport HelveticaBold from './standard-fonts/HelveticaBold.mjs';";
    return { code: `${imports}\n${code.replace(asked, '$1')}`, map: null };
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
