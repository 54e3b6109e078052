import type { ReactNode } from 'react';

export function SettingsPage(_: { readonly query: URLSearchParams }): ReactNode {
  return null;
}
