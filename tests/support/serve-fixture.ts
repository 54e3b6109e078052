import { roles } from '../../preload/contract/capability.ts';
import { serveFixture } from './fixture-server.ts';

/** For work on the screens: `node tests/support/serve-fixture.ts [port] [role]` prints the one-time link. */
const [port, wanted] = process.argv.slice(2);
const role = roles.find((known) => known === wanted) ?? 'admin';
const served = await serveFixture({ port: Number(port ?? 7420), role });
served.station.line.start('demo');
console.log(served.firstLink);
process.once('SIGINT', () => void served.close());
