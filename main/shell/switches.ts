import type { App } from 'electron';

/** Chromium services that would call out or keep records of their own: a station contacts no address by itself. */
const unwantedFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DnsOverHttps',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'SafeBrowsing',
  'SpellcheckServiceMultilingual',
  'Translate',
];

const switches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-default-apps'],
  ['disable-domain-reliability'],
  ['disable-field-trial-config'],
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-quic'],
  ['disable-sync'],
  ['metrics-recording-only'],
  ['no-first-run'],
  ['no-pings'],
  // Looking for a proxy by itself asks the network; pages load from the own scheme alone and need none.
  ['no-proxy-server'],
  // The page has no business with any host, so Chromium's resolver finds none; the engine does not use Chromium's.
  ['host-resolver-rules', 'MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1'],
  ['disable-features', unwantedFeatures.join(',')],
];

/** Must run before the app is ready: Chromium reads its switches once. */
export function quietChromium(commandLine: Pick<App['commandLine'], 'appendSwitch'>): void {
  for (const [name, value] of switches) commandLine.appendSwitch(name, value);
}
