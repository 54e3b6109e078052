import type { Session, WebRequest } from 'electron';
import { isOwnPage } from './own-page.ts';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

/** Cameras and microphones belong to the engine, so the page needs next to nothing of the browser. */
export const allowedPermissions: ReadonlySet<Permission> = new Set<Permission>([
  'clipboard-sanitized-write',
  'fullscreen',
]);

/** Chromium's own scheme for the inspector's pages; they are part of the program, not of any network. */
const inspectorScheme = 'devtools:';

/** Net error code that the certificate check takes for "refused". */
const refuseCertificate = -2;

export type GuardedSession = Pick<
  Session,
  | 'on'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setCertificateVerifyProc'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
> & { readonly webRequest: Pick<WebRequest, 'onBeforeRequest'> };

/** Denies a session whatever the station's page does not need, and every address that is not its own. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isOwnPage(details.requestingUrl) && allowedPermissions.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    return details.isMainFrame && isOwnPage(requestingOrigin) && allowedPermissions.has(permission);
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setCertificateVerifyProc((_request, answer) => answer(refuseCertificate));
  session.setSpellCheckerEnabled(false);
  // With a language chosen Chromium fetches its dictionary from the web.
  session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

export function mayRequest(url: string): boolean {
  if (isOwnPage(url)) return true;
  const scheme = URL.parse(url)?.protocol;
  return scheme === inspectorScheme || scheme === 'blob:' || scheme === 'data:';
}
