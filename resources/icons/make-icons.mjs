// Draws every icon that a platform wants from caracal.svg: `node resources/icons/make-icons.mjs`.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = fileURLToPath(new URL('.', import.meta.url));
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const drawn = new Map(
  await Promise.all(
    sizes.map(async (size) => {
      // The drawing is 64 units wide at 72 dots an inch: asked for at its final size, it is never scaled as pixels.
      const picture = sharp(`${here}caracal.svg`, { density: (72 * size) / 64 }).resize(size, size);
      return /** @type {const} */ ([size, await picture.png({ palette: true, effort: 10 }).toBuffer()]);
    }),
  ),
);

/** @param {number} size */
function png(size) {
  const bytes = drawn.get(size);
  if (bytes === undefined) throw new RangeError(`Expected one of ${sizes.join(', ')}, got ${size}`);
  return bytes;
}

/** Windows: a table of sizes, then the pictures; 256 is written as 0. */
function ico() {
  const pictures = [16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, bytes: png(size) }));
  const table = Buffer.alloc(6 + 16 * pictures.length);
  table.writeUInt16LE(1, 2);
  table.writeUInt16LE(pictures.length, 4);
  let offset = table.length;
  for (const [row, { size, bytes }] of pictures.entries()) {
    const at = 6 + 16 * row;
    table.writeUInt8(size % 256, at);
    table.writeUInt8(size % 256, at + 1);
    table.writeUInt16LE(1, at + 4);
    table.writeUInt16LE(32, at + 6);
    table.writeUInt32LE(bytes.length, at + 8);
    table.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  }
  return Buffer.concat([table, ...pictures.map(({ bytes }) => bytes)]);
}

/** macOS: each picture behind the four letters of its size and density. */
function icns() {
  const kinds = /** @type {const} */ ([
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ]);
  const parts = kinds.map(([kind, size]) => chunk(kind, png(size)));
  return chunk('icns', Buffer.concat(parts));
}

/** @param {string} kind @param {Buffer} bytes */
function chunk(kind, bytes) {
  const head = Buffer.alloc(8);
  head.write(kind, 'ascii');
  head.writeUInt32BE(bytes.length + 8, 4);
  return Buffer.concat([head, bytes]);
}

for (const size of sizes) await writeFile(`${here}${size}x${size}.png`, png(size));
await writeFile(`${here}icon.png`, png(512));
await writeFile(`${here}icon.ico`, ico());
await writeFile(`${here}icon.icns`, icns());
