import { defineConfig } from 'vite';

/** A sandboxed preload script is one CommonJS file. */
export default defineConfig({
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: 'preload/bridge.ts',
    target: 'node24',
    outDir: 'out/preload',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'bridge.cjs' } },
  },
});
