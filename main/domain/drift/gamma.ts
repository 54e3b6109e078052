/** Lanczos coefficients for g = 7, n = 9: fifteen digits for positive arguments. */
const lanczosFirst = 0.99999999999980993;
const lanczos: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const precision = 1e-16;
const mostTerms = 10_000;

/** Natural logarithm of the gamma function, for arguments of a half and more. */
export function lnGamma(x: number): number {
  const series = lanczos.reduce((sum, coefficient, index) => sum + coefficient / (x + index), lanczosFirst);
  const shifted = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(series);
}

/** The lower incomplete gamma by its power series: quick where x is below a. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * precision; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - lnGamma(a));
}

/** The upper incomplete gamma by its continued fraction (Lentz): quick where x is above a, and precise for tiny values. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < mostTerms; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (Math.abs(numerator * d + b) < tiny ? tiny : numerator * d + b);
    c = Math.abs(b + numerator / c) < tiny ? tiny : b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < precision * 10) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - lnGamma(a));
}

/** The chance that chi-square with these degrees of freedom is at least the statistic. */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (!(statistic > 0)) return 1;
  const [a, x] = [degrees / 2, statistic / 2];
  return x < a + 1 ? Math.max(0, 1 - lowerSeries(a, x)) : upperFraction(a, x);
}
