import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ProcessMemory {
  readonly pid: number;
  readonly command: string;
  readonly mebibytes: number;
}

interface Row extends ProcessMemory {
  readonly parent: number;
}

/** Resident memory of a process and of all that it started, from the top down: host, engine, workers. */
export async function memoryOfTree(root: number): Promise<readonly ProcessMemory[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
  const rows = stdout.trim().split('\n').map(readRow);
  const found = rows.filter(({ pid }) => pid === root);
  for (let index = 0; index < found.length; index += 1) {
    found.push(...rows.filter(({ parent }) => parent === found[index]?.pid));
  }
  return found
    .filter(({ command }) => !command.startsWith('ps -A'))
    .map(({ pid, command, mebibytes }) => ({ pid, command, mebibytes }));
}

/** The program that a Node process runs: `vision-worker` of `node /app/out/main/vision-worker.js --flag`, `engine` of `main/engine/main.ts`. */
export function nameOfProcess(command: string): string {
  const [, folder, name] = /(?:([\w-]+)\/)?([\w-]+)\.[jt]s(?:\s|$)/.exec(command) ?? [];
  return (name === 'main' ? folder : name) ?? command;
}

function readRow(line: string): Row {
  const [, pid, parent, kibibytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
  return { pid: Number(pid), parent: Number(parent), command, mebibytes: Number(kibibytes) / 1024 };
}
