import type { WebFrameMain } from 'electron';
import type { Role } from '../../preload/contract/capability.ts';
import { type EngineNews, engineMessage, portsMessage } from '../../preload/contract/handover.ts';
import type { ShellToEngine } from '../engine/shell-protocol.ts';
import type { ChildProcess, MakeChannel } from './electron-parts.ts';
import { isOwnTopFrame, type SenderFrame } from './own-frame.ts';

export type PageFrame = SenderFrame & Pick<WebFrameMain, 'postMessage' | 'send'>;

/** Joins a page and the engine by two channels; false when the frame is not the station's own top frame. */
export function joinPage(
  frame: PageFrame | null,
  engine: Pick<ChildProcess, 'postMessage'>,
  role: Role,
  makeChannel: MakeChannel,
): boolean {
  if (!isOwnTopFrame(frame)) return false;
  const contract = makeChannel();
  const frames = makeChannel();
  engine.postMessage({ kind: 'page', role } satisfies ShellToEngine, [contract.port1, frames.port1]);
  frame.postMessage(portsMessage, null, [contract.port2, frames.port2]);
  return true;
}

/** How the engine fares, told to the page so that it can say so: the page outlives every engine. */
export function tellPage(frame: PageFrame | null, news: EngineNews): void {
  if (isOwnTopFrame(frame)) frame.send(engineMessage, news);
}
