import type { Fault } from '../../../preload/contract/recipes.ts';

/** What a rule found, in one sentence: for logs of the line, reports and the answer to a trigger. Seats say it in their own language. */
export function faultWords({
  kind,
  label,
  zone,
  verdict,
  found,
  limit,
  measuredMm,
  leastMm,
  mostMm,
  score,
}: Fault): string {
  const where = zone === null ? '' : ` in ${zone}`;
  const doubt = verdict === 'unsure' ? 'Perhaps ' : '';
  const begin = (words: string): string =>
    doubt === '' ? words.charAt(0).toUpperCase() + words.slice(1) : doubt + words;
  switch (kind) {
    case 'defect': {
      const sure = score === null ? '' : `, score ${score.toFixed(2)}`;
      return `${begin(`${found} ${label}${where}`)}${limit > 1 ? `, ${limit} are too many` : ''}${sure}.`;
    }
    case 'missing':
      return `${begin(`${found} of ${limit} ${label}${where}`)}.`;
    case 'measure': {
      const limits = [
        ...(leastMm === null ? [] : [`at least ${leastMm.toFixed(2)} mm`]),
        ...(mostMm === null ? [] : [`at most ${mostMm.toFixed(2)} mm`]),
      ];
      return `${begin(`${label}${where}`)} ${(measuredMm ?? 0).toFixed(2)} mm, ${limits.join(' and ')}.`;
    }
  }
}
