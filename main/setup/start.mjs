import { atTheEdge } from './at-the-edge.mjs';
import { findElectron } from './find-electron.mjs';
import { prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

await atTheEdge(async () => {
  const flags = process.argv.slice(2);
  await prepareStation();
  const electron = findElectron();
  const wantsBrowser = flags.includes('--browser');
  const rest = flags.filter((flag) => flag !== '--browser');
  if ('file' in electron && !wantsBrowser && !flags.includes('--help')) {
    return runNode24(['.', ...rest], { command: electron.file });
  }
  if ('reason' in electron && !wantsBrowser) console.error(`  ${electron.reason}: opening the browser host.`);
  return runNode24(['out/main/host.js', ...rest]);
});
