import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ProcessMemory {
  readonly pid: number;
  readonly mebibytes: number;
}

interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly mebibytes: number;
}

/** Resident memory of a process and of all that it started, from the top down: host, engine, workers. */
export async function memoryOfTree(root: number): Promise<readonly ProcessMemory[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const rows = stdout.trim().split('\n').map(readRow);
  const found = rows.filter(({ pid }) => pid === root);
  for (let index = 0; index < found.length; index += 1) {
    found.push(...rows.filter(({ parent }) => parent === found[index]?.pid));
  }
  return found.map(({ pid, mebibytes }) => ({ pid, mebibytes }));
}

function readRow(line: string): Row {
  const [pid = 0, parent = 0, kibibytes = 0] = line.trim().split(/\s+/).map(Number);
  return { pid, parent, mebibytes: kibibytes / 1024 };
}
