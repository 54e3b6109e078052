/** What scrolls must be reachable by keys, even where nothing in it can be pressed. */
export const reachable = { tabIndex: 0 } as const;
