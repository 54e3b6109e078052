import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceId } from '../../../../preload/contract/values.ts';
import { idFor } from '../../../../renderer/components/source-id.ts';
import { emptyDraft, settingsOf } from '../../../../renderer/features/inspect/source-draft.ts';
import { sourceNote } from '../../../../renderer/features/inspect/source-icons.ts';

describe('a source that is being described', () => {
  it('gets an id that the contract takes and nobody has, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const first = idFor(name, []);
        const second = idFor(name, [first]);
        expect(sourceId.safeParse(first).success && sourceId.safeParse(second).success).toBe(true);
        expect(second).not.toBe(first);
      }),
    );
  });

  it('is not ready before its fields make sense', () => {
    expect(settingsOf({ ...emptyDraft, kind: 'address', url: 'camera' })).toBeNull();
    expect(settingsOf({ ...emptyDraft, kind: 'address', url: ' rtsp://10.0.0.7/live ' })).toEqual({
      kind: 'address',
      url: 'rtsp://10.0.0.7/live',
    });
    expect(settingsOf({ ...emptyDraft, kind: 'folder', path: '/pictures', fps: 'fast' })).toBeNull();
  });

  it('holds the mode of a camera that was picked, and none where the driver chooses', () => {
    const camera = { ...emptyDraft, kind: 'camera', device: '/dev/v4l/by-id/cam' } as const;
    expect(settingsOf(camera)).toEqual({ kind: 'camera', device: '/dev/v4l/by-id/cam' });
    expect(settingsOf({ ...camera, size: '1280x720', rate: '29.97', pixelFormat: 'mjpeg' })).toEqual({
      kind: 'camera',
      device: '/dev/v4l/by-id/cam',
      width: 1280,
      height: 720,
      fps: 29.97,
      pixelFormat: 'mjpeg',
    });
  });

  it('never shows the password that an address may hold', () => {
    expect(sourceNote({ kind: 'address', url: 'rtsp://admin:secret@10.0.0.7:554/live' })).toBe('10.0.0.7:554');
  });
});
