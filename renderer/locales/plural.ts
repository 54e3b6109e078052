/** The word for one, or for any other number of it. */
export const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);
