const encoder = new TextEncoder();

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** One field of a message with its head: a text or a message within, or a whole number that is not negative. */
export function field(tag: number, content: Uint8Array | string | number): Uint8Array {
  if (typeof content === 'number') return joined([varint(tag * 8), varint(content)]);
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return joined([varint(tag * 8 + 2), varint(bytes.length), bytes]);
}

export const message = (...fields: readonly Uint8Array[]): Uint8Array => joined(fields);
