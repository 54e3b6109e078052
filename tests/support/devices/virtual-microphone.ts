import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface VirtualMicrophone {
  /** Environment under which a process has this microphone and no other. */
  readonly environment: NodeJS.ProcessEnv;
  /** Speaks a sound file into it; settles when it is over. */
  say(file: string): Promise<void>;
  /** The microphone is gone, and with it every recording of it. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Its server hangs: recordings go on without a sample. */
  stall(): void;
  goOn(): void;
  close(): Promise<void>;
}

/** Why there can be no simulated microphone here; undefined where there can. */
export function whyNoMicrophone(): string | undefined {
  if (process.platform !== 'linux') return 'the simulated microphone needs Linux';
  const missing = ['pulseaudio', 'pactl', 'paplay', 'parec'].find((name) => spawnSync('which', [name]).status !== 0);
  return missing === undefined ? undefined : `the simulated microphone needs ${missing}`;
}

const script = path.join(import.meta.dirname, 'virtual-microphone.pa');

/** A PulseAudio of the test's own, in a folder of the test: a speaker that nobody hears, whose sound is the microphone's. */
export async function makeVirtualMicrophone(folder: string): Promise<VirtualMicrophone> {
  const runtime = path.join(folder, 'pulse');
  mkdirSync(runtime, { mode: 0o700 });
  const environment = { ...process.env, HOME: folder, PULSE_RUNTIME_PATH: runtime, XDG_RUNTIME_DIR: folder };
  const tell = (program: string, parameters: readonly string[]) =>
    promisify(execFile)(program, [...parameters], { env: environment });
  let server: ChildProcess | undefined;

  const plugIn = async (): Promise<void> => {
    const modest = ['--high-priority=no', '--realtime=no'];
    const flags = ['-n', '-F', script, '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', ...modest];
    server = spawn('pulseaudio', flags, { env: environment, stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      const sources = await tell('pactl', ['list', 'short', 'sources']).then(
        ({ stdout }) => stdout,
        () => '',
      );
      if (sources.includes('\tmic\t')) return;
      await sleep(50);
    }
    throw new Error('Expected PulseAudio to bring its microphone up, got none within 5 s');
  };
  const unplug = async (): Promise<void> => {
    const gone = server;
    server = undefined;
    if (gone === undefined || gone.exitCode !== null || gone.signalCode !== null) return;
    const exited = once(gone, 'exit');
    gone.kill('SIGKILL');
    await exited;
  };
  await plugIn();
  return {
    environment,
    // One that is still speaking when its server goes has nothing to say about that.
    say: (file) =>
      tell('paplay', [file]).then(
        () => undefined,
        () => undefined,
      ),
    unplug,
    plugIn,
    stall: () => void server?.kill('SIGSTOP'),
    goOn: () => void server?.kill('SIGCONT'),
    close: unplug,
  };
}
