import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { ChildProcess } from '../../../main/shell/electron-parts.ts';
import { EmitterDouble } from '../../unit/shell/doubles/emitter-double.ts';
import { innerOf } from '../../unit/shell/doubles/ports.ts';
import type { Wire } from './utility-wire.ts';

const childFile = fileURLToPath(new URL('./utility-child.ts', import.meta.url));

/**
 * Stands in for Electron's utility process: a real process with a real exit, in which the real program runs. Ports cannot leave a
 * process of Node's, so this side keeps them and passes on what comes through.
 */
export class UtilityDouble extends EmitterDouble<UtilityProcess> implements ChildProcess {
  readonly #child;
  readonly #ports = new Map<number, MessagePort>();
  readonly ended: Promise<number>;
  pid: number | undefined;
  #next = 1;

  constructor(program: string) {
    super();
    this.#child = fork(childFile, [program], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.resume();
    this.pid = this.#child.pid;
    this.#child.on('message', (wire) => this.#heard(wire as Wire));
    this.#child.on('spawn', () => this.emit('spawn'));
    this.ended = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        for (const port of this.#ports.values()) port.close();
        const status = code ?? (signal === 'SIGKILL' ? 9 : 1);
        this.emit('exit', status);
        this.pid = undefined;
        resolve(status);
      });
    });
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => this.#keep(innerOf(port)));
    this.#tell({ kind: 'word', data, ports });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #keep(port: MessagePort): number {
    const id = this.#next++;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.#tell({ kind: 'port', port: id, data }));
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#tell({ kind: 'close', port: id });
    });
    return id;
  }

  #heard(wire: Wire): void {
    if (wire.kind === 'word') {
      this.emit('message', wire.data);
      return;
    }
    const port = this.#ports.get(wire.port);
    if (wire.kind === 'port') port?.postMessage({ data: wire.data, ports: [] });
    else if (this.#ports.delete(wire.port)) port?.close();
  }

  #tell(wire: Wire): void {
    if (this.#child.connected) this.#child.send(wire, () => undefined);
  }
}
