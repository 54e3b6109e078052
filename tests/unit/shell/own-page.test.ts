import { describe, expect, it } from 'vitest';
import { isOwnTopFrame } from '../../../main/shell/own-frame.ts';
import { isOwnPage, ownHost, ownScheme, startPage } from '../../../main/shell/own-page.ts';

const strangers = [
  '',
  'about:blank',
  'caracal',
  'caracal:station',
  'caracal://',
  'caracal://other/index.html',
  'caracal://station.example/index.html',
  'caracal://station:8080/index.html',
  'caracal://someone@station/index.html',
  'caracal://someone:secret@station/index.html',
  'caracals://station/index.html',
  'data:text/html,hello',
  'file:///etc/passwd',
  'http://station/index.html',
  'https://caracal/station',
  'javascript:void 0',
];

describe("the station's own page", () => {
  it('lives under a scheme and a host of its own', () => {
    expect([ownScheme, ownHost, startPage]).toEqual(['caracal', 'station', 'caracal://station/index.html']);
  });

  it('is known by scheme and host, whatever the path', () => {
    expect(['caracal://station', 'caracal://station/history?x=1#y', 'CARACAL://station/'].map(isOwnPage)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(strangers)('is not %j', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });
});

describe('the own top frame', () => {
  const frame = { url: startPage, detached: false, parent: null, isDestroyed: () => false };

  it('is the frame of the own page with nothing above it', () => {
    expect(isOwnTopFrame(frame)).toBe(true);
  });

  it.each([
    ['no frame at all', null],
    ['a frame within the own page', { ...frame, parent: frame }],
    ['a frame of another origin', { ...frame, url: 'https://example.org/' }],
    ['a frame that is being replaced', { ...frame, detached: true }],
    ['a frame that is gone', { ...frame, isDestroyed: () => true }],
  ])('is not %s', (_what, other) => {
    expect(isOwnTopFrame(other)).toBe(false);
  });
});
