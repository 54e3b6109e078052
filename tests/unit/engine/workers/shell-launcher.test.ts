import { describe, expect, it } from 'vitest';
import type { ParentPort, ShellMessage, ShellPort } from '../../../../main/domain/shell-port.ts';
import { createShellLauncher } from '../../../../main/engine/workers/shell-launcher.ts';
import type { Message } from '../../../../main/workers/protocol.ts';

function shell() {
  const told: unknown[] = [];
  let listener: (message: ShellMessage) => void = () => {};
  const parentPort: ParentPort = {
    on: (_, added) => {
      listener = added;
    },
    postMessage: (message) => void told.push(message),
  };
  const say = (data: unknown, ports: readonly ShellPort[] = []): void => listener({ data, ports });
  return { told, say, launcher: createShellLauncher(parentPort) };
}

function workerPort() {
  const sent: unknown[] = [];
  let hear: (message: ShellMessage) => void = () => {};
  let isClosed = false;
  const port: ShellPort = {
    on: (event: string, listener: (message: ShellMessage) => void) => {
      if (event === 'message') hear = listener;
    },
    postMessage: (message) => void sent.push(message),
    start: () => {},
    close: () => {
      isClosed = true;
    },
  };
  return { port, sent, hear: (data: unknown) => hear({ data, ports: [] }), isClosed: () => isClosed };
}

const ping: Message = { kind: 'request', call: 1, verb: 'ping', input: null };

describe('workers launched by the shell', () => {
  it('are asked for by name, and what was said early reaches them when their port comes', () => {
    const { told, say, launcher } = shell();
    const worker = launcher.launch('vision');
    worker.send(ping);
    expect(told).toEqual([{ kind: 'worker-launch', worker: 1, program: 'vision' }]);
    const { port, sent } = workerPort();
    say({ kind: 'worker-channel', worker: 1 }, [port]);
    say({ kind: 'worker-spawned', worker: 1, pid: 77 });
    worker.send({ ...ping, call: 2 });
    expect(sent).toEqual([ping, { ...ping, call: 2 }]);
    expect(worker.pid).toBe(77);
  });

  it('answer over their own port', () => {
    const { say, launcher } = shell();
    const worker = launcher.launch('vision');
    const heard: Message[] = [];
    worker.onMessage((message) => heard.push(message));
    const { port, hear } = workerPort();
    say({ kind: 'worker-channel', worker: 1 }, [port]);
    hear({ kind: 'told', event: 'source', value: 1 });
    expect(heard).toEqual([{ kind: 'told', event: 'source', value: 1 }]);
  });

  it('are asked to leave by closing their port, and killed by the shell', () => {
    const { told, say, launcher } = shell();
    const worker = launcher.launch('vision');
    const { port, isClosed } = workerPort();
    say({ kind: 'worker-channel', worker: 1 }, [port]);
    worker.end();
    worker.kill();
    expect({ closed: isClosed(), told: told.at(-1) }).toEqual({
      closed: true,
      told: { kind: 'worker-kill', worker: 1 },
    });
  });

  it('are known to be gone when the shell says so, each for itself', () => {
    const { say, launcher } = shell();
    const exits: string[] = [];
    launcher.launch('vision').onExit(({ code }) => exits.push(`first ${code}`));
    const second = launcher.launch('vision');
    say({ kind: 'worker-exited', worker: 2, code: 1 });
    second.onExit(({ code }) => exits.push(`second ${code}`));
    say({ kind: 'worker-exited', worker: 1, code: 0 });
    expect(exits).toEqual(['second 1', 'first 0']);
  });
});
