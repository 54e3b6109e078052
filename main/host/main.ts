import { fileURLToPath } from 'node:url';
import { runProgram } from './program.ts';

// Bundled, the engine lies beside this file; from source, in the folder of its layer.
const engine = import.meta.url.endsWith('.js') ? 'engine.js' : '../engine/main.ts';
await runProgram(import.meta.url, fileURLToPath(new URL(engine, import.meta.url)));
