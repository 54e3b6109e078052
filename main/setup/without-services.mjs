import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Debian asks this program before a package starts a service; 101 means no. */
const policyFile = '/usr/sbin/policy-rc.d';

/** One that outlived a set-up that was killed allows everything and takes itself away. */
const policy = (/** @type {number} */ pid) => `#!/bin/sh
kill -0 ${pid} 2> /dev/null && exit 101
rm -f "$0"
`;

/** PostgreSQL's package makes a database cluster that starts with the machine: the files that say so. */
function clusterStarts(/** @type {string} */ root) {
  const folders = (/** @type {string} */ folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  return folders(path.join(root, 'etc/postgresql'))
    .flatMap(folders)
    .map((cluster) => path.join(cluster, 'start.conf'))
    .filter((file) => existsSync(file));
}

/**
 * Installs packages such that none of them starts a service, now or with the machine; a policy and clusters that were there
 * stay as they are.
 * @param {() => Promise<void>} install
 */
export async function withoutServices(install, root = '/') {
  const known = clusterStarts(root);
  const file = path.join(root, policyFile);
  const isOurs = !existsSync(file);
  if (isOurs) writeFileSync(file, policy(process.pid), { mode: 0o755 });
  try {
    await install();
  } finally {
    if (isOurs) rmSync(file, { force: true });
    for (const start of clusterStarts(root)) if (!known.includes(start)) writeFileSync(start, 'manual\n');
  }
}
