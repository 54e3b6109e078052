import { type FrameHead, frameHead } from '../../preload/contract/frames.ts';

export interface FramePacket {
  readonly head: FrameHead;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

const lengthBytes = 4;
const text = new TextDecoder();

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text.decode(bytes));
  } catch {
    return undefined;
  }
}

/** Null for what is not a packet: the picture before it stays rather than a torn one being shown. */
export function unpack(bytes: ArrayBuffer): FramePacket | null {
  if (bytes.byteLength < lengthBytes) return null;
  const headLength = new DataView(bytes).getUint32(0);
  if (lengthBytes + headLength > bytes.byteLength) return null;
  const head = frameHead.safeParse(readJson(new Uint8Array(bytes, lengthBytes, headLength)));
  return head.success ? { head: head.data, jpeg: new Uint8Array(bytes, lengthBytes + headLength) } : null;
}
