// Builds the addon with the address and undefined-behaviour sanitizers and runs the native tests on it.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

const native = import.meta.dirname;
const root = dirname(native);
const folder = join(native, 'build', 'sanitized');
const addon = join(folder, 'caracal.node');
const sources = ['addon.cc', 'letterbox.cc', 'boxes.cc', 'numbers.cc', 'nearest.cc', 'turns.cc'].map((file) =>
  join(native, 'src', file),
);
const headers = [
  join(root, 'node_modules', `node-${platform()}-${arch()}`, 'include', 'node'),
  join(root, 'node_modules', 'node-addon-api'),
];
const flags = [
  '-std=c++17',
  '-O1',
  '-g',
  '-fPIC',
  '-shared',
  '-ffp-contract=off',
  '-fno-omit-frame-pointer',
  '-fsanitize=address,undefined',
  '-fno-sanitize=vptr',
  '-fno-sanitize-recover=all',
  '-Wall',
  '-Wextra',
  '-DNAPI_VERSION=8',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_GYP_MODULE_NAME=caracal',
];

function run(step, command, args, options = {}) {
  const { status, error, stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (status === 0) return stdout ?? '';
  console.error(
    `${step} failed: ${error?.message ?? `${command} ended with ${status}`}. It needs g++ with libasan (Debian: apt-get install g++).`,
  );
  process.exit(1);
}

if (platform() !== 'linux') {
  console.log('Skipped: the sanitized build is made on Linux only.');
  process.exit(0);
}
mkdirSync(folder, { recursive: true });
run('The sanitized build', 'g++', [...flags, ...headers.map((path) => `-I${path}`), ...sources, '-o', addon]);
const runtime = (name) =>
  run(`Finding ${name}`, 'g++', [`-print-file-name=${name}`], { stdio: ['ignore', 'pipe', 'inherit'] }).trim();
// Node itself leaks by design at exit; what is looked for are reads and writes outside of buffers.
run('The native tests', process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/native'], {
  env: {
    ...process.env,
    CARACAL_NATIVE: addon,
    LD_PRELOAD: [runtime('libasan.so'), runtime('libubsan.so')].join(' '),
    ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1:strict_string_checks=1',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  },
});
console.log('Native tests passed under the address and undefined-behaviour sanitizers.');
