import type { ReactNode } from 'react';

export function SystemPage(_: { readonly query: URLSearchParams }): ReactNode {
  return null;
}
