/** What `AllFinite` in native/src does. Nought times a number is nought, unless it is infinite or none: four sums at a time, for a frame has a million numbers. */
export function allFinite(numbers: Float32Array): boolean {
  const { length } = numbers;
  const even = length - (length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < even; at += 4) {
    a += (numbers[at] ?? 0) * 0;
    b += (numbers[at + 1] ?? 0) * 0;
    c += (numbers[at + 2] ?? 0) * 0;
    d += (numbers[at + 3] ?? 0) * 0;
  }
  for (let at = even; at < length; at += 1) a += (numbers[at] ?? 0) * 0;
  return a + b + c + d === 0;
}
