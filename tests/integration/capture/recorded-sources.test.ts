import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeSource } from '../../../main/capture/probe.ts';
import { mjpeg } from '../../support/devices/fake-camera.ts';
import { itUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { WatchedSource } from '../../support/watched-source.ts';

async function recording(count = 4): Promise<string> {
  const file = path.join(temporaryFolder(), 'video.mjpeg');
  writeFileSync(file, await mjpeg(count, 64, 48));
  return file;
}

async function picture(file: string, grey: number, size = 32): Promise<void> {
  await sharp(Buffer.alloc(size * size * 3, grey), { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toFile(file);
}

function watch(...given: ConstructorParameters<typeof WatchedSource>): WatchedSource {
  const watched = new WatchedSource(...given);
  onTestFinished(() => watched.close());
  return watched;
}

describe('a video file', () => {
  it('is read once to its end when it does not loop, in order and with rising stamps', async () => {
    const watched = watch({ kind: 'file', path: await recording(), loop: false, pace: 'fast' });
    expect(await watched.open()).toMatchObject({ ok: true, value: { width: 64, height: 48, format: 'mjpeg' } });
    await watched.until(() => watched.end !== undefined);
    expect(watched.end).toEqual({ kind: 'ended', damaged: 0 });
    expect(watched.frames.map(({ id, sequence }) => [id, sequence])).toEqual(
      [0, 1, 2, 3].map((sequence) => [`test-session-${sequence}`, sequence]),
    );
    const lumas = watched.frames.map(({ corner }) => corner[0] ?? 0);
    // As Motion-JPEG has them: from 0 to 255, and said to be so.
    expect(watched.frames.map(({ yuv }) => yuv)).toEqual(Array(4).fill({ matrix: 'bt601', range: 'full' }));
    for (const [index, expected] of [51, 102, 153, 204].entries()) {
      expect(Math.abs((lumas[index] ?? 0) - expected)).toBeLessThanOrEqual(2);
    }
    const times = watched.frames.map(({ capturedAt }) => capturedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('starts over when it loops, and its numbering goes on', async () => {
    const watched = watch({ kind: 'file', path: await recording(2), loop: true, pace: 'fast' });
    await watched.open();
    await watched.until(() => watched.frames.length >= 6);
    expect(watched.frames.slice(0, 6).map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(watched.frames[0]?.corner).toEqual(watched.frames[2]?.corner);
    expect(watched.end).toBeUndefined();
  });

  it('comes at the speed of the recording in real time', async () => {
    const watched = watch({ kind: 'file', path: await recording(6), loop: false, pace: 'real-time' });
    await watched.open();
    await watched.until(() => watched.end !== undefined);
    const [first, last] = [watched.frames.at(0), watched.frames.at(-1)];
    // Six frames at 25 a second span 200 ms; faster would mean that nothing paced them.
    expect((last?.capturedAt ?? 0) - (first?.capturedAt ?? 0)).toBeGreaterThan(180);
  });

  it('that is none is refused with its reason', async () => {
    const folder = temporaryFolder();
    const garbage = path.join(folder, 'garbage.mp4');
    writeFileSync(garbage, 'not a video at all');
    for (const [file, received] of [
      [garbage, 'an answer that is not video'],
      [path.join(folder, 'absent.mp4'), 'nothing at this path'],
    ] as const) {
      const refused = await probeSource({ kind: 'file', path: file, loop: true, pace: 'real-time' }, 3_000);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable', received } });
    }
  });

  const gesture = sharedData('videos', 'intel', 'asl_gestures', 'walk.mkv');
  const bottles = sharedData('videos', 'intel', 'bottle-detection.mp4');
  const whyNoVideos = whyNoData('videos', 'intel');

  itUnless(whyNoVideos)(`that is cut off ends with a word about it, and gave what it has`, async () => {
    const file = path.join(temporaryFolder(), 'cut.mkv');
    writeFileSync(file, readFileSync(gesture ?? '').subarray(0, 100_000));
    const once = watch({ kind: 'file', path: file, loop: false, pace: 'fast' });
    await once.open();
    await once.until(() => once.end !== undefined);
    expect(once.frames).toHaveLength(30);
    const note = `Video ${file} gives no more pictures: it is cut off, 1.1 of 3.0 s could be read`;
    expect(once.end).toEqual({ kind: 'ended', note, damaged: 0 });
    // Played over and over it has failed each time: the line shall see it, and tries again.
    const looping = watch({ kind: 'file', path: file, loop: true, pace: 'fast' });
    await looping.open();
    await looping.until(() => looping.end !== undefined);
    expect(looping.end).toEqual({ kind: 'failed', note });
  });

  itUnless(whyNoVideos)(`that is whole ends without a word, each of its pictures given once`, async () => {
    const watched = watch({ kind: 'file', path: bottles ?? '', loop: false, pace: 'fast' });
    await watched.open();
    await watched.until(() => watched.end !== undefined);
    expect(watched.end).toEqual({ kind: 'ended', damaged: 0 });
    expect(watched.frames.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1189 }, (_, index) => index));
    expect(watched.skipped).toEqual([]);
  });

  itUnless(whyNoVideos)(`with garbage inside goes on behind it and says that it skips`, async () => {
    const file = path.join(temporaryFolder(), 'garbage.mp4');
    const bytes = readFileSync(bottles ?? '');
    for (let at = 200_000; at < 260_000; at += 1) bytes[at] = (at * 7_919) & 255;
    writeFileSync(file, bytes);
    const watched = watch({ kind: 'file', path: file, loop: false, pace: 'fast' });
    await watched.open();
    await watched.until(() => watched.end !== undefined);
    const { end } = watched;
    expect(end?.kind).toBe('ended');
    // Each picture was either given or counted as damaged.
    expect(watched.frames.length + (end?.kind === 'ended' ? (end.damaged ?? 0) : 0)).toBe(1189);
    expect(watched.skipped).toEqual([`Video ${file} holds pictures that do not decode; they are skipped.`]);
    expect(watched.frames.length).toBeGreaterThan(900);
    expect(watched.frames.length).toBeLessThan(1189);
  });

  itUnless(whyNoVideos)(`whose end with its table is missing is refused with the reason`, async () => {
    const file = path.join(temporaryFolder(), 'cut.mp4');
    writeFileSync(file, readFileSync(bottles ?? '').subarray(0, 250_000));
    const refused = await probeSource({ kind: 'file', path: file, loop: true, pace: 'fast' }, 5_000);
    expect(refused).toMatchObject({ ok: false, failure: { received: 'an answer that is not video' } });
  });

  const clip = sharedData('videos', 'face_recognition_short_hamilton_clip.mp4');
  itUnless(whyNoVideos)('in H.264 plays', async () => {
    const report = await probeSource({ kind: 'file', path: clip ?? '', loop: true, pace: 'real-time' }, 5_000);
    expect(report).toMatchObject({ ok: true, value: { format: 'h264, yuv420p' } });
  });
});

describe('a folder of pictures', () => {
  it('gives them in the order of their names, skips a broken one with a note, then those that come later', async () => {
    const folder = temporaryFolder();
    await picture(path.join(folder, 'part-10.png'), 200);
    await picture(path.join(folder, 'part-9.png'), 100);
    writeFileSync(path.join(folder, 'part-9a.jpg'), 'broken');
    writeFileSync(path.join(folder, 'notes.txt'), 'no picture');
    const watched = watch({ kind: 'folder', path: folder, fps: 100 });
    expect((await watched.open()).ok).toBe(true);
    await watched.until(() => watched.frames.length === 2);
    expect(watched.frames.map(({ corner }) => corner[0])).toEqual([100, 200]);
    expect(watched.skipped).toHaveLength(1);
    expect(watched.skipped[0]).toContain('part-9a.jpg');
    const elsewhere = temporaryFolder();
    await picture(path.join(elsewhere, 'new.png'), 50, 64);
    copyFileSync(path.join(elsewhere, 'new.png'), path.join(folder, 'late.png'));
    await watched.until(() => watched.frames.length === 3);
    expect(watched.frames[2]).toMatchObject({ width: 64, format: 'rgb24', corner: [50] });
  });

  it('waits for a picture that is still being copied, also one that was under way when the folder was opened', async () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    await picture(path.join(elsewhere, 'whole.png'), 70, 256);
    const bytes = readFileSync(path.join(elsewhere, 'whole.png'));
    const half = Math.floor(bytes.length / 2);
    writeFileSync(path.join(folder, 'first.png'), bytes.subarray(0, half));
    const watched = watch({ kind: 'folder', path: folder, fps: 100 });
    await watched.open();
    appendFileSync(path.join(folder, 'first.png'), bytes.subarray(half));
    await watched.until(() => watched.frames.length === 1);
    expect(watched.skipped).toEqual([]);
    // A copy that pauses for longer than anybody waits is told of as broken, and taken once it is whole.
    writeFileSync(path.join(folder, 'second.png'), bytes.subarray(0, half));
    await watched.until(() => watched.skipped.length === 1);
    appendFileSync(path.join(folder, 'second.png'), bytes.subarray(half));
    await watched.until(() => watched.frames.length === 2);
    expect(watched.frames.map(({ corner }) => corner[0])).toEqual([70, 70]);
    expect(watched.skipped).toHaveLength(1);
  });

  it('skips a picture that is larger than any network can be given', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'panorama.png');
    await sharp({ create: { width: 20_000, height: 2, channels: 3, background: 'grey' } }).toFile(file);
    await picture(path.join(folder, 'part.png'), 100);
    const watched = watch({ kind: 'folder', path: folder, fps: 100 });
    await watched.open();
    await watched.until(() => watched.frames.length === 1);
    expect(watched.frames[0]).toMatchObject({ width: 32, corner: [100] });
    await watched.until(() => watched.skipped.length === 1);
    expect(watched.skipped[0]).toContain('20000 x 2');
  });

  it('that vanishes has failed; one that never was is refused', async () => {
    const folder = path.join(temporaryFolder(), 'pictures');
    mkdirSync(folder);
    const watched = watch({ kind: 'folder', path: folder });
    await watched.open();
    renameSync(folder, `${folder}-gone`);
    await watched.until(() => watched.end !== undefined);
    expect(watched.end).toEqual({ kind: 'failed', note: `Folder ${folder} is gone` });
    expect(await probeSource({ kind: 'folder', path: folder }, 500)).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable' },
    });
    rmSync(`${folder}-gone`, { recursive: true });
  });

  it('without a readable picture is refused when it is added, with the reason', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.png'), 'broken');
    const refused = await probeSource({ kind: 'folder', path: folder, fps: 50 }, 2_000);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
    expect(refused.ok ? '' : refused.failure.message).toContain('a.png');
  });
});

describe('the demo line as a source', () => {
  it('gives grey pictures with the part that is in view', async () => {
    const watched = watch({ kind: 'demo', seed: 3, fps: 60, defectsPerBoard: 1, lightingDrift: 1, blurDrift: 1 });
    expect(await watched.open()).toMatchObject({ ok: true, value: { framesPerSecond: 60 } });
    await watched.until(() => watched.frames.length >= 5);
    expect(watched.frames[0]).toMatchObject({ width: 640, height: 640, format: 'gray8', strides: [640], part: 0 });
  });
});
