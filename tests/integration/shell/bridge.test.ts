import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('../../../', import.meta.url));
let code = '';

beforeAll(async () => {
  const built = await build({ root: house, configFile: `${house}preload/vite.config.ts`, build: { write: false } });
  if (!('output' in built)) throw new Error('Expected one bundle');
  const [entry, ...others] = built.output;
  expect([entry.fileName, others.length]).toEqual(['bridge.cjs', 0]);
  code = entry.code;
});

/** The script as a sandboxed page runs it: one file, `require` that knows Electron alone, and the page's window. */
function loaded() {
  const ipcRenderer = new EventEmitter();
  const posted: unknown[][] = [];
  const required: string[] = [];
  vm.runInNewContext(code, {
    require: (name: string) => {
      required.push(name);
      return { ipcRenderer };
    },
    window: { postMessage: (...args: unknown[]) => void posted.push(args) },
    exports: {},
    module: { exports: {} },
  });
  return { ipcRenderer, posted, required };
}

describe('the bridge, bundled as it ships', () => {
  it('is one CommonJS file that needs Electron alone', () => {
    expect(loaded().required).toEqual(['electron']);
  });

  it('hands the ports to the own origin and to no other', () => {
    const { ipcRenderer, posted } = loaded();
    const ports = [{}, {}];
    ipcRenderer.emit('caracal:ports', { ports });
    expect(JSON.parse(JSON.stringify(posted))).toEqual([[{ type: 'caracal:ports' }, 'caracal://station', [{}, {}]]]);
    expect(posted[0]?.[2]).toBe(ports);
  });

  it('tells the page how the engine fares', () => {
    const { ipcRenderer, posted } = loaded();
    ipcRenderer.emit('caracal:engine', {}, { state: 'down', note: 'It ended.' });
    expect(JSON.parse(JSON.stringify(posted))).toEqual([
      [{ type: 'caracal:engine', state: 'down', note: 'It ended.' }, 'caracal://station'],
    ]);
  });

  it('listens to nothing else', () => {
    expect(loaded().ipcRenderer.eventNames()).toEqual(['caracal:ports', 'caracal:engine']);
  });
});
