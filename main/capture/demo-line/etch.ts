import type { Random } from './random.ts';
import type { Coverage } from './raster.ts';

/** A board as the camera's threshold leaves it: 1 where there is copper. */
export type Bitmap = {
  readonly width: number;
  readonly height: number;
  readonly copper: Uint8Array;
};

/** Slow wander or sudden steps of whole pixels along one axis, as a stage that is not quite still. */
function drift(random: Random, length: number): Int8Array {
  const shifts = new Int8Array(length);
  const kind = random.pick(['none', 'none', 'steps', 'wander']);
  if (kind === 'none') return shifts;
  if (kind === 'steps') {
    for (let from = 0, at = 0; from < length; ) {
      const to = Math.min(length, from + random.integer(25, 140));
      at = random.integer(-1, 1);
      shifts.fill(at, from, to);
      from = to;
    }
    return shifts;
  }
  const waves = [0, 1, 2].map(() => ({
    size: random.between(0.15, 0.7),
    pace: (2 * Math.PI) / random.logBetween(30, 300),
    phase: random.between(0, 7),
  }));
  for (let i = 0; i < length; i += 1) {
    shifts[i] = Math.round(waves.reduce((sum, w) => sum + w.size * Math.sin(i * w.pace + w.phase), 0));
  }
  return shifts;
}

/** Makes coverage black or white with the ragged, dashed edges that a real threshold gives. */
export function etch(random: Random, from: Coverage): Bitmap {
  const { width, height, values } = from;
  const copper = new Uint8Array(width * height);
  const level = random.between(96, 160);
  const noise = random.chance(0.15) ? 0 : random.logBetween(20, 130);
  const rowShift = drift(random, height);
  const columnShift = drift(random, width);
  let state = Math.floor(random.next() * 4294967295) | 1;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const shift = rowShift[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      // Most rows and columns do not stray, and what does not needs no clamping.
      const sx = shift === 0 ? x : Math.min(width - 1, Math.max(0, x + shift));
      const down = columnShift[x] ?? 0;
      const start = down === 0 ? row : Math.min(height - 1, Math.max(0, y + down)) * width;
      const covered = values[start + sx] ?? 0;
      if (covered === 0) continue;
      if (covered === 255) {
        copper[row + x] = 1;
        continue;
      }
      // xorshift: only pixels on an edge need noise, and they need it fast.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const shaken = covered + ((state >>> 0) / 4294967296 - 0.5) * noise;
      copper[row + x] = shaken > level ? 1 : 0;
    }
  }
  speckle(random, { width, height, copper });
  return { width, height, copper };
}

/** Grains of one to three pixels: too small to be called a defect. */
function speckle(random: Random, on: Bitmap): void {
  const grains = random.chance(0.3) ? random.integer(1, 25) : 0;
  for (let i = 0; i < grains; i += 1) {
    const at = random.integer(0, on.width * on.height - 3);
    const to = on.copper[at] ? 0 : 1;
    on.copper.fill(to, at, at + random.pick([1, 1, 2, 3]));
  }
}
