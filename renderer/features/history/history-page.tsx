import type { ReactNode } from 'react';

export function HistoryPage(_: { readonly query: URLSearchParams }): ReactNode {
  return null;
}
