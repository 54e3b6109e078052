import type { MessageChannelMain, UtilityProcess } from 'electron';

/** What the shell uses of a child process; tests stand in for it with a recorder of these very types. */
export type ChildProcess = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill' | 'pid'>;
export type MakeChannel = () => Pick<MessageChannelMain, 'port1' | 'port2'>;

/** Ends a process that may hang: Electron's own `kill` asks politely, which a busy loop never hears. */
export type KillProcess = (pid: number) => void;

export function killHard(child: ChildProcess, kill: KillProcess): void {
  if (child.pid === undefined) child.kill();
  else kill(child.pid);
}
