/** What a person typed as a number; a decimal comma is read as a point, and nothing typed is no number. */
export function numberIn(text: string): number {
  const typed = text.trim().replace(',', '.');
  return typed === '' ? Number.NaN : Number(typed);
}

/** As a field shows it: what a person did not touch is not made longer by being shown. */
export const typedNumber = (value: number | null, digits = 3): string =>
  value === null ? '' : String(Number(value.toFixed(digits)));
