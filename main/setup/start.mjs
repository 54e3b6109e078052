import { atTheEdge } from './at-the-edge.mjs';
import { electronObstacle, findElectron } from './find-electron.mjs';
import { prepareStation } from './prepare.mjs';
import { runNode24 } from './run-node-24.mjs';

await atTheEdge(async () => {
  const flags = process.argv.slice(2);
  await prepareStation();
  const electron = findElectron();
  const reason = 'file' in electron ? electronObstacle(flags) : electron.reason;
  const wantsBrowser = flags.includes('--browser');
  if ('file' in electron && reason === undefined && !wantsBrowser) {
    return runNode24(['.', ...flags], { command: electron.file });
  }
  if (reason !== undefined && !wantsBrowser) console.error(`  ${reason}: opening the browser host.`);
  const forElectron = ['--browser', '--no-sandbox'];
  return runNode24(['out/main/host.js', ...flags.filter((flag) => !forElectron.includes(flag))]);
});
