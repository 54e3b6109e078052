import { describe, expect, it } from 'vitest';
import { outboundConnections } from '../../../main/engine/handlers/outbound.ts';
import type { Source, SourceSettings } from '../../../preload/contract/sources.ts';

const named = (name: string, settings: SourceSettings): Source => ({
  id: name.toLowerCase(),
  name,
  settings,
  builtIn: false,
  addedAt: 0,
});

describe('the list of what a station may contact', () => {
  it('names each camera with an address, and nothing secret in it', () => {
    const sources = [
      named('Demo', { kind: 'demo', seed: 1, fps: 15, defectsPerBoard: 1, lightingDrift: 0, blurDrift: 0 }),
      named('Bench', { kind: 'camera', device: '/dev/video0' }),
      named('Gate', { kind: 'address', url: 'rtsp://admin:s3cret@10.0.0.5:554/live?key=s3cret' }),
    ];
    expect(outboundConnections(sources, [])).toEqual([
      { purpose: 'camera "Gate"', address: 'rtsp://10.0.0.5:554/live', configuredBy: 'Sources' },
    ]);
  });

  it('names each server of models once, with when it is asked', () => {
    const listed = outboundConnections([], ['https://b.org/one.onnx', 'https://a.org/x', 'https://b.org/two.onnx']);
    expect(listed.map(({ address }) => address)).toEqual(['https://a.org', 'https://b.org']);
    expect(listed[0]?.purpose).toMatch(/only while one is being fetched/);
  });

  it('is empty where nothing is configured', () => {
    expect(outboundConnections([], [])).toEqual([]);
  });
});
