import { spawn } from 'node:child_process';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Opener {
  readonly command: string;
  readonly args: readonly string[];
}

/** The system's own way to open an address; undefined where nobody sits before this machine. */
export function browserOpener({ platform, env }: Surroundings): Opener | undefined {
  if (env.CI !== undefined || env.SSH_CONNECTION !== undefined) return undefined;
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
  if (platform === 'darwin') return { command: 'open', args: [] };
  const hasDesktop = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  return hasDesktop ? { command: 'xdg-open', args: [] } : undefined;
}

/** Opens the link and forgets about it: where that fails, the printed link is there to be clicked. */
export function openBrowser({ command, args }: Opener, link: string): void {
  const child = spawn(command, [...args, link], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
