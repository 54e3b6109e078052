/** What the stand-in for a utility process and its child say to each other: words of the shell, and words of handed-over ports. */
export type Wire =
  | { readonly kind: 'word'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly port: number };
