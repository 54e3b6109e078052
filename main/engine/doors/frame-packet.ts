import { type FrameHead, frameHead } from '../../../preload/contract/frames.ts';

const lengthBytes = 4;

/** Head and picture of one frame as `preload/contract/frames.ts` lays them out. */
export function packFrame(head: FrameHead, jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const headBytes = Buffer.from(JSON.stringify(head), 'utf8');
  const packet = new Uint8Array(lengthBytes + headBytes.length + jpeg.length);
  new DataView(packet.buffer).setUint32(0, headBytes.length, false);
  packet.set(headBytes, lengthBytes);
  packet.set(jpeg, lengthBytes + headBytes.length);
  return packet;
}

/** The other way round; undefined for what is not a packet. */
export function unpackFrame(packet: Uint8Array): { readonly head: FrameHead; readonly jpeg: Uint8Array } | undefined {
  if (packet.length < lengthBytes) return undefined;
  const headLength = new DataView(packet.buffer, packet.byteOffset, packet.byteLength).getUint32(0, false);
  if (packet.length < lengthBytes + headLength) return undefined;
  const head = readHead(Buffer.from(packet.subarray(lengthBytes, lengthBytes + headLength)).toString('utf8'));
  return head && { head, jpeg: packet.subarray(lengthBytes + headLength) };
}

function readHead(text: string): FrameHead | undefined {
  try {
    return frameHead.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
