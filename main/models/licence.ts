/** Words of licences under which a model is never a default: no commerce, research alone, or terms that bind a whole product. */
const bound = /non-?commercial|\bNC\b|\bAGPL|research|unknown|check upstream/i;

export const isCommercialLicence = (licence: string): boolean => !bound.test(licence);
