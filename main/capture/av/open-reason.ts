import { lookup } from 'node:dns/promises';
import { AVERROR_EIO } from 'node-av/constants';
import { reasonOf } from './reasons.ts';

/** Why an input could not be opened: FFmpeg calls a name that no machine has an input/output error. */
export async function openReason(code: number, url: string): Promise<string> {
  const host = code === AVERROR_EIO ? hostOf(url) : '';
  if (host === '') return reasonOf(code);
  return lookup(host).then(
    () => reasonOf(code),
    () => 'a name that belongs to no machine here',
  );
}

function hostOf(url: string): string {
  if (!/^\w+:\/\//.test(url) || !URL.canParse(url)) return '';
  // Brackets hold an address of IPv6, which needs no name.
  return new URL(url).hostname.replace(/^\[.*\]$/, '');
}
