import { globSync, readFileSync } from 'node:fs';
import { brokenRules } from './broken-rules.ts';

const files = globSync('{cloud,main,native/lib,preload,renderer}/**/*.{ts,tsx,mjs}').map((file) =>
  file.replaceAll('\\', '/'),
);
const broken = files.flatMap((file) => brokenRules(file, readFileSync(file, 'utf8')));
for (const { rule, file, imports, remedy } of broken) console.error(`${file} imports ${imports} (${rule}). ${remedy}`);
console.log(`layers: ${files.length} files, ${broken.length} broken rules`);
process.exitCode = broken.length === 0 ? 0 : 1;
