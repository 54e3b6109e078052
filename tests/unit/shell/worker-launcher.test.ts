import { describe, expect, it } from 'vitest';
import { createShellLauncher } from '../../../main/engine/workers/shell-launcher.ts';
import { launchWorkersFor } from '../../../main/shell/worker-launcher.ts';
import type { Message } from '../../../main/workers/protocol.ts';
import { type ShellParent, shellPort } from '../../../main/workers/shell-port.ts';
import { makeChannel } from './doubles/ports.ts';
import { ChildDouble } from './doubles/processes.ts';

const request: Message = { kind: 'request', call: 1, verb: 'ping', input: { jpeg: new Uint8Array([1, 2]) } };
const reply: Message = { kind: 'reply', call: 1, outcome: { ok: true, value: new Float32Array([0.5]) } };

/** Both sides of the launcher, joined by an engine process and workers that a test plays. */
function stand() {
  const engine = new ChildDouble(1);
  const children: ChildDouble[] = [];
  const killed: number[] = [];
  launchWorkersFor(engine, {
    forkWorker: () => {
      const child = new ChildDouble();
      children.push(child);
      return child;
    },
    makeChannel,
    kill: (pid) => void killed.push(pid),
  });
  const launcher = createShellLauncher(engine.parentPort);
  const launch = () => {
    const next = children.length;
    const worker = launcher.launch('vision');
    const child = children[next];
    if (child === undefined) throw new Error('Expected the shell to have started a process');
    const spawn = (pid: number): void => {
      child.pid = pid;
      child.emit('spawn');
    };
    return { worker, child, spawn };
  };
  return { engine, launcher, launch, children, killed };
}

/** What a real worker does with its side of the process. */
function workerSide(child: ChildDouble) {
  const heard: unknown[] = [];
  const closed = Promise.withResolvers<void>();
  // The first word came before the worker's code ran: Electron keeps it in the port until somebody listens.
  const [first] = child.posted;
  const parent: ShellParent = {
    once: (_event, listen) => {
      if (first !== undefined) listen({ data: first.message, ports: first.ports });
    },
  };
  const channel = shellPort(parent);
  channel.onMessage((message) => {
    heard.push(message);
    channel.post(reply);
  });
  channel.onClose(() => closed.resolve());
  return { heard, closed: closed.promise };
}

const answerTo = (worker: { onMessage(listener: (message: Message) => void): void }): Promise<Message> =>
  new Promise((resolve) => worker.onMessage(resolve));

describe('a worker under Electron', () => {
  it('is started by the shell, and speaks with the engine without it', async () => {
    const { launch, engine } = stand();
    const { worker, child } = launch();
    const { heard, closed } = workerSide(child);
    const answer = answerTo(worker);
    const posted = engine.posted.length;
    worker.send(request);
    expect([await answer, heard, engine.posted.length]).toEqual([reply, [request], posted]);
    worker.end();
    await closed;
  });

  it('has its process id as soon as it has one', () => {
    const { launch } = stand();
    const { worker, spawn } = launch();
    expect(worker.pid).toBeUndefined();
    spawn(4711);
    expect(worker.pid).toBe(4711);
  });

  it('is told to leave by its channel being closed', async () => {
    const { launch } = stand();
    const { worker, child } = launch();
    const { closed } = workerSide(child);
    worker.end();
    await expect(closed).resolves.toBeUndefined();
  });

  it("is killed hard, on the engine's word", () => {
    const { launch, killed } = stand();
    const [first, second] = [launch(), launch()];
    first.spawn(11);
    second.spawn(12);
    second.worker.kill();
    expect(killed).toEqual([12]);
  });

  it('is killed also before it has a process id', () => {
    const { launch, killed } = stand();
    const { worker, child } = launch();
    worker.kill();
    expect([child.kills, killed]).toEqual([1, []]);
  });

  it('has its exit told once, also to whoever asks later', () => {
    const { launch } = stand();
    const { worker, child } = launch();
    const exits: unknown[] = [];
    worker.onExit((exit) => void exits.push(exit));
    child.exit(139);
    child.exit(139);
    worker.onExit((exit) => void exits.push(exit));
    worker.send(request);
    worker.kill();
    expect([exits, child.kills]).toEqual([
      [
        { code: 139, signal: null },
        { code: 139, signal: null },
      ],
      0,
    ]);
  });

  it('ends when its engine ends, and the engine that is gone hears nothing of it', () => {
    const { launch, engine, killed } = stand();
    const [first, second] = [launch(), launch()];
    first.spawn(21);
    second.spawn(22);
    const posted = engine.posted.length;
    engine.exit(1);
    first.child.exit(9);
    expect([killed, engine.posted.length]).toEqual([[21, 22], posted]);
  });

  it('is not started by words that are none of the protocol', () => {
    const { engine, children } = stand();
    for (const odd of [
      null,
      1,
      {},
      { kind: 'worker-launch', worker: 1, program: '/bin/sh' },
      { kind: 'worker-kill', worker: 9 },
    ]) {
      engine.emit('message', odd);
    }
    expect(children).toEqual([]);
  });
});

describe('a worker whose channel is late', () => {
  const late = () => {
    const engine = new ChildDouble(1);
    const asked: unknown[] = [];
    engine.on('message', (message) => void asked.push(message));
    return { engine, asked, worker: createShellLauncher(engine.parentPort).launch('vision') };
  };

  it('gets in order what was sent before', async () => {
    const { engine, asked, worker } = late();
    const others = [1, 2, 3].map((call) => ({ ...request, call }));
    for (const other of others) worker.send(other);
    const { port1, port2 } = makeChannel();
    const heard: unknown[] = [];
    const done = Promise.withResolvers<void>();
    port1.on('message', ({ data }) => {
      heard.push(data);
      if (heard.length === 3) done.resolve();
    });
    port1.start();
    engine.postMessage({ kind: 'worker-channel', worker: 1 }, [port2]);
    await done.promise;
    expect([asked, heard]).toEqual([[{ kind: 'worker-launch', worker: 1, program: 'vision' }], others]);
    port1.close();
  });

  it('finds it closed where it was told to leave meanwhile', async () => {
    const { engine, worker } = late();
    worker.end();
    const { port1, port2 } = makeChannel();
    const closed = new Promise<void>((resolve) => void port1.once('close', resolve));
    port1.start();
    engine.postMessage({ kind: 'worker-channel', worker: 1 }, [port2]);
    await expect(closed).resolves.toBeUndefined();
  });
});
