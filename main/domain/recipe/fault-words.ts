import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Fault } from '../../../preload/contract/recipes.ts';

/** What a rule found, in one sentence. */
function faultWords({ kind, label, zone, verdict, found, limit, measuredMm, leastMm, mostMm, score }: Fault): string {
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

/** Why a part does not pass, for whoever hears it without a seat: a PLC's log, a report. Seats say it in their own language. */
export function reasonOf({ verdict, trouble, why = [], defects }: Inspection): string {
  if (verdict === 'pass') return '';
  const said = [...(trouble === undefined ? [] : [trouble]), ...why.map(faultWords)];
  if (said.length > 0) return said.join(' ');
  const [worst] = defects;
  return worst === undefined ? 'The model was not sure.' : `${worst.label}, score ${worst.score.toFixed(2)}.`;
}
