import type { WebFrameMain } from 'electron';
import { isOwnPage } from './own-page.ts';

export type SenderFrame = Pick<WebFrameMain, 'url' | 'detached' | 'isDestroyed'> & { readonly parent: object | null };

/** Only the station's own page, and only as the top frame of its window, may be handed ports or be listened to. */
export function isOwnTopFrame(frame: SenderFrame | null): frame is SenderFrame {
  return frame !== null && !frame.isDestroyed() && !frame.detached && frame.parent === null && isOwnPage(frame.url);
}
