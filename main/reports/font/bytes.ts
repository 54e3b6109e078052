/** Reads big-endian numbers one after the other, as font files hold them. */
export class Bytes {
  readonly #view: DataView;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  u8(): number {
    this.#at += 1;
    return this.#view.getUint8(this.#at - 1);
  }

  u16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2);
  }

  i16(): number {
    this.#at += 2;
    return this.#view.getInt16(this.#at - 2);
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }

  take(count: number): Uint8Array {
    this.#at += count;
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#at - count, count);
  }

  /** Seven bits a byte, the highest of each says whether another follows. */
  base128(): number {
    let value = 0;
    for (let place = 0; place < 5; place += 1) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
    throw new Error('Expected a number of at most five bytes in the font file, got a longer one');
  }

  /** One to three bytes: most counts in a font are small. */
  short255(): number {
    const first = this.u8();
    if (first === 253) return this.u16();
    if (first === 254) return this.u8() + 506;
    return first === 255 ? this.u8() + 253 : first;
  }
}

/** Gathers big-endian numbers. */
export class Writer {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    const at = this.#room(1);
    this.#view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.#room(2);
    this.#view.setUint16(at, value);
  }

  i16(value: number): void {
    const at = this.#room(2);
    this.#view.setInt16(at, value);
  }

  u32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value);
  }

  put(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Up to a whole number of four bytes, where tables and glyphs begin. */
  pad(): void {
    while (this.#length % 4 !== 0) this.u8(0);
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Asked for before the bytes are touched: they may be others afterwards. */
  #room(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const more = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      more.set(this.#bytes);
      this.#bytes = more;
      this.#view = new DataView(more.buffer);
    }
    return at;
  }
}
