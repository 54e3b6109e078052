import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNewestMemory, NewestReader, NewestWriter } from '../../../main/capture/newest.ts';
import { pictureBytes, planeShapes } from '../../../main/capture/plane-shapes.ts';
import type { Frame, PixelFormat } from '../../../main/domain/frame.ts';
import { pixelFormats } from '../../../main/domain/frame.ts';

const describeFrame = (sequence: number) => ({ id: `cam-x-${sequence}`, sourceId: 'cam' });

function frameOf(sequence: number, format: PixelFormat = 'gray8', width = 4, height = 2, padding = 0): Frame {
  const planes = planeShapes(format, width, height).map(({ rowBytes, rows }) => {
    const stride = rowBytes + padding;
    return { data: new Uint8Array(stride * rows).fill(sequence % 251), stride };
  });
  const time = { capturedAt: sequence + 0.25, wallTime: 1_700_000_000_000 + sequence };
  return { ...describeFrame(sequence), sequence, ...time, width, height, format, planes, part: null };
}

function slots(slotBytes = 64) {
  const memory = createNewestMemory(slotBytes);
  return { writer: new NewestWriter(memory), reader: new NewestReader(memory, describeFrame) };
}

describe('the newest frame', () => {
  it('is what a late looker gets, and each frame that it never saw counts as a drop', () => {
    const { writer, reader } = slots();
    for (const sequence of [0, 1, 2, 3]) writer.write(frameOf(sequence));
    expect(reader.take()?.frame.sequence).toBe(3);
    expect(reader.take()).toBeUndefined();
    expect(reader.drops).toBe(3);
  });

  it('keeps how its luma and chroma are to be read', () => {
    for (const matrix of ['bt601', 'bt709'] as const) {
      for (const range of ['limited', 'full'] as const) {
        const { writer, reader } = slots();
        writer.write({ ...frameOf(1, 'nv12'), yuv: { matrix, range } });
        expect(reader.take()?.frame.yuv).toEqual({ matrix, range });
      }
    }
    const { writer, reader } = slots();
    writer.write(frameOf(1));
    expect(reader.take()?.frame).not.toHaveProperty('yuv');
  });

  it('never overwrites a frame that is being looked at', () => {
    const { writer, reader } = slots();
    writer.write(frameOf(1));
    const held = reader.take();
    for (const sequence of [2, 3, 4, 5, 6]) writer.write(frameOf(sequence));
    expect(held?.frame.planes[0]?.data[0]).toBe(1);
    expect(reader.take()?.frame.sequence).toBe(6);
  });

  it('is dropped itself when all three places are held', () => {
    const { writer, reader } = slots();
    for (const sequence of [1, 2, 3]) {
      writer.write(frameOf(sequence));
      reader.take();
    }
    writer.write(frameOf(4));
    expect(reader.take()).toBeUndefined();
    expect(reader.drops).toBe(1);
  });

  it('arrives as it was captured, in every format, with the padding of its rows gone', () => {
    for (const format of pixelFormats) {
      const { writer, reader } = slots(pictureBytes(format, 5, 3));
      const frame = frameOf(7, format, 5, 3, 11);
      writer.write(frame);
      const planes = planeShapes(format, 5, 3).map(({ rowBytes, rows }) => ({
        data: Buffer.alloc(rowBytes * rows, 7),
        stride: rowBytes,
      }));
      expect(reader.take()?.frame).toEqual({ ...frame, planes });
    }
  });

  it('keeps a part, the gap between parts and an unknown part apart', () => {
    const { writer, reader } = slots();
    for (const part of [0, 12, null, undefined]) {
      writer.write({ ...frameOf(1), part });
      const held = reader.take();
      expect(held?.frame.part).toBe(part);
      held?.release();
    }
  });

  it('is refused by memory that is too small for it', () => {
    const { writer } = slots(8);
    expect(writer.fits(frameOf(0))).toBe(true);
    expect(writer.fits(frameOf(0, 'rgb24'))).toBe(false);
  });

  it('loses nothing uncounted: what was written was taken, dropped or still waits', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('write', 'take', 'release'), { maxLength: 200 }), (acts) => {
        const { writer, reader } = slots();
        const held: { frame: Frame; release(): void }[] = [];
        const taken: number[] = [];
        let written = 0;
        for (const act of acts) {
          if (act === 'write') {
            writer.write(frameOf(written));
            written += 1;
          } else if (act === 'take' && held.length < 2) {
            const next = reader.take();
            if (next === undefined) continue;
            taken.push(next.frame.sequence);
            held.push(next);
          } else if (act === 'release') held.shift()?.release();
        }
        const waiting = reader.take();
        expect(taken.length + reader.drops + (waiting === undefined ? 0 : 1)).toBe(written);
        expect(taken).toEqual(taken.toSorted((a, b) => a - b));
      }),
    );
  });

  it('lets a source without a pace of its own wait until it was taken', async () => {
    const { writer, reader } = slots();
    writer.write(frameOf(1));
    expect(await writer.taken(1)).toBe(false);
    const taken = writer.taken(10_000);
    reader.take();
    expect(await taken).toBe(true);
  });
});
