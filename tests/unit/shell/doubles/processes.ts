import { EventEmitter } from 'node:events';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { ParentPort } from '../../../../main/domain/shell-port.ts';
import type { ChildProcess } from '../../../../main/shell/electron-parts.ts';
import { EmitterDouble } from './emitter-double.ts';

/** A child process that records what it is told, and whose own side (`parentPort`) a test can play. */
export class ChildDouble extends EmitterDouble<UtilityProcess> implements ChildProcess {
  readonly posted: { readonly message: unknown; readonly ports: readonly MessagePortMain[] }[] = [];
  readonly parentPort: ParentPort & EventEmitter;
  pid: number | undefined;
  kills = 0;

  constructor(pid?: number) {
    super();
    this.pid = pid;
    const says = (message: unknown): void => this.emit('message', structuredClone(message));
    this.parentPort = Object.assign(new EventEmitter(), { postMessage: says });
  }

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    this.posted.push({ message, ports: transfer });
    this.parentPort.emit('message', { data: structuredClone(message), ports: transfer });
  }

  kill(): boolean {
    this.kills += 1;
    return true;
  }

  get messages(): readonly unknown[] {
    return this.posted.map(({ message }) => message);
  }

  exit(code: number): void {
    this.emit('exit', code);
    this.pid = undefined;
  }
}
