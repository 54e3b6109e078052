import type { Draft } from './output-draft.ts';

/** The kind of way on which others could read the password; null where there is none, or where it is hidden from them. */
export function openPassword({ kind, user, security, url }: Draft): 'opc-ua' | 'mqtt' | null {
  if (user.trim() === '') return null;
  if (kind === 'opc-ua') return security === 'none' ? kind : null;
  return kind === 'mqtt' && !url.trim().startsWith('mqtts:') ? kind : null;
}
