/**
 * Says so in one sentence where something was typed that the command does not take.
 * @param {string} command
 * @param {readonly string[]} given
 * @param {readonly string[]} known
 */
export function refusesFlags(command, given, known) {
  const unknown = given.find((flag) => !known.includes(flag));
  if (unknown === undefined) return false;
  const takes = known.length === 0 ? 'no flags' : `only ${known.join(', ')}`;
  console.error(
    `${command}: expected ${takes}, got "${unknown}". CONTRIBUTING.md tells how to run a part of the tests.`,
  );
  return true;
}
