import type { ReactNode } from 'react';

export function ModelsPage(_: { readonly query: URLSearchParams }): ReactNode {
  return null;
}
