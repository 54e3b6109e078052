/** What a page of the station may load: its own files and what it made in memory, nothing else. The same under both hosts. */
const sources = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

type Directive = keyof typeof sources;

/** `changed` says what one page needs beside; the rest stays closed. */
export function contentPolicy(changed: Partial<Record<Directive, string>> = {}): string {
  return Object.entries({ ...sources, ...changed })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}

/** Sent with every file of the page. */
export const pageHeaders = (policy: string): Readonly<Record<string, string>> => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
});
