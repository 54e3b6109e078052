/** A mean over 2 radius + 1 pixels, mixed with the pixel itself: a share of 0.75 over radius 1 is (1 2 1)/4. */
interface Pass {
  readonly radius: number;
  readonly share: number;
}

/** Square pixels that a full mean adds. */
const varianceOf = (radius: number): number => (radius * radius + radius) / 3;

/** Wide means take most of the blur, so that a strong one costs hardly more passes than a weak one. */
function planPasses(variance: number): readonly Pass[] {
  const passes: Pass[] = [];
  let left = variance;
  while (left > 1e-6) {
    // No pass takes more than about half, or edges would show straight ramps.
    const radius = Math.max(1, Math.floor((Math.sqrt(1 + 12 * 0.6 * left) - 1) / 2));
    const share = Math.min(1, left / varianceOf(radius));
    passes.push({ radius, share });
    left -= share * varianceOf(radius);
  }
  return passes;
}

function alongRows(values: Uint8Array, width: number, height: number, { radius, share }: Pass): void {
  const scale = share / (2 * radius + 1);
  const own = 1 - share;
  const padded = new Uint8Array(width + 2 * radius + 1);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    padded.fill(values[row] ?? 0, 0, radius);
    padded.set(values.subarray(row, row + width), radius);
    padded.fill(values[row + width - 1] ?? 0, radius + width);
    let sum = 0;
    for (let i = 0; i <= 2 * radius; i += 1) sum += padded[i] ?? 0;
    for (let x = 0; x < width; x += 1) {
      values[row + x] = own * (padded[x + radius] ?? 0) + scale * sum + 0.5;
      sum += (padded[x + 2 * radius + 1] ?? 0) - (padded[x] ?? 0);
    }
  }
}

/** All columns at once, row by row, so that memory is read in its order. */
function alongColumns(values: Uint8Array, width: number, height: number, { radius, share }: Pass): void {
  const scale = share / (2 * radius + 1);
  const own = 1 - share;
  const source = values.slice();
  const sums = new Int32Array(width);
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = -radius; y <= radius; y += 1) {
    for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + (source[rowAt(y) + x] ?? 0);
  }
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const entering = rowAt(y + radius + 1);
    const leaving = rowAt(y - radius);
    for (let x = 0; x < width; x += 1) {
      const sum = sums[x] ?? 0;
      values[row + x] = own * (source[row + x] ?? 0) + scale * sum + 0.5;
      sums[x] = sum + (source[entering + x] ?? 0) - (source[leaving + x] ?? 0);
    }
  }
}

/** Blurs a picture in place to the given variance, in square pixels; beyond the border the last pixel repeats. */
export function blur(values: Uint8Array, width: number, height: number, variance: number): void {
  for (const pass of planPasses(variance)) {
    alongRows(values, width, height, pass);
    alongColumns(values, width, height, pass);
  }
}
