import { canInstall, commandFor, installPackages, updatePackageLists, whyNoInstall } from './debian.mjs';
import { SetupError } from './places.mjs';
import { testNeeds } from './test-machine.mjs';

/** @typedef {import('./test-machine.mjs').TestNeed} TestNeed */

/**
 * A need that stays unmet, and why.
 * @typedef {{ need: TestNeed, reason: string }} Lack
 */

const step = 'test packages';

/** A step that failed, as a reason; whatever else was thrown is a fault of ours. */
function reasonOf(/** @type {unknown} */ error) {
  if (error instanceof SetupError && error.reason !== 'interrupted') return error.reason;
  throw error;
}

/** @param {readonly TestNeed[]} needs @param {string} root @returns {Promise<Lack[]>} */
async function installed(needs, root) {
  const packages = needs.flatMap((need) => need.packages);
  const remedy = `Run: ${commandFor(packages)}`;
  // Lists of yesterday may still do where the mirror does not answer.
  const stale = await updatePackageLists(step, remedy).then(() => undefined, reasonOf);
  const wanted = needs.filter((need) => canInstall(need.packages));
  const packagesNow = wanted.flatMap((need) => need.packages);
  const install = () => installPackages(step, packagesNow, remedy, root).then(() => undefined, reasonOf);
  const refused = wanted.length === 0 ? undefined : await install();
  return needs
    .filter((need) => !need.isThere())
    .map((need) => ({
      need,
      reason: wanted.includes(need)
        ? (refused ?? 'its packages were installed, and it is still not found')
        : (stale ?? `apt-get has no way to install ${need.packages.join(' ')}`),
    }));
}

/**
 * Sees to what the tests need of the system: installed in one go when root, else the one command is named. What is lacking
 * afterwards costs its tests, not the others.
 * @returns {Promise<Lack[]>}
 */
export async function prepareTests(needs = testNeeds, root = '/') {
  if (process.platform !== 'linux') return [];
  const missing = needs.filter((need) => !need.isThere());
  if (missing.length === 0) return [];
  const obstacle = whyNoInstall();
  const lacks =
    obstacle === undefined ? await installed(missing, root) : missing.map((need) => ({ need, reason: obstacle }));
  for (const line of describeLacks(lacks)) console.error(`  ${line}`);
  return lacks;
}

/** What is skipped, why, and the one command that ends it. */
export function describeLacks(/** @type {readonly Lack[]} */ lacks) {
  if (lacks.length === 0) return [];
  const lines = lacks.map(
    ({ need, reason }) => `No ${need.name.replace(/^an? /, '')} (${reason}): skips ${need.neededBy}`,
  );
  return [...lines, `To run these too: ${commandFor(lacks.flatMap(({ need }) => need.packages))}`];
}
