import { describe, expect, it } from 'vitest';
import { openHostChannel, type ShellPage } from '../../../main/engine/host-channel.ts';
import { joinPage, tellPage } from '../../../main/shell/page-link.ts';
import { makeChannel, nextMessage } from './doubles/ports.ts';
import { ChildDouble } from './doubles/processes.ts';
import { FrameDouble } from './doubles/windows.ts';

function engineSide(child: ChildDouble): ShellPage[] {
  const pages: ShellPage[] = [];
  openHostChannel({ parentPort: child.parentPort, on: () => undefined }).onPage((page) => void pages.push(page));
  return pages;
}

const strangers: readonly (readonly [string, Partial<FrameDouble>])[] = [
  ['a page of another origin', { url: 'https://example.org/' }],
  ['a frame within the page', { parent: {} }],
  ['a frame that is being replaced', { detached: true }],
  ['a frame that is gone', { isDestroyed: () => true }],
];

describe('joining a page and the engine', () => {
  it('gives each side the other end of both channels, the contract first', async () => {
    const [frame, engine] = [new FrameDouble(), new ChildDouble()];
    const pages = engineSide(engine);
    expect(joinPage(frame, engine, 'operator', makeChannel)).toBe(true);
    const [
      {
        channel,
        ports: [contract, frames],
      } = { channel: '', ports: [] },
    ] = frame.handed;
    const [page] = pages;
    if (page === undefined || contract === undefined || frames === undefined)
      throw new Error('Expected ports on both sides');
    const heard = [nextMessage(contract), nextMessage(frames)];
    page.contract.postMessage('an answer');
    page.frames.postMessage(new Uint8Array([1, 2, 3]));
    expect([channel, page.role, ...(await Promise.all(heard)).map(({ data }) => data)]).toEqual([
      'caracal:ports',
      'operator',
      'an answer',
      new Uint8Array([1, 2, 3]),
    ]);
    contract.close();
    frames.close();
  });

  it.each(strangers)('hands nothing to %s', (_who, odd) => {
    const [frame, engine] = [Object.assign(new FrameDouble(), odd), new ChildDouble()];
    expect(joinPage(frame, engine, 'admin', makeChannel)).toBe(false);
    tellPage(frame, { state: 'down', note: '' });
    expect([frame.handed, frame.sent, engine.posted]).toEqual([[], [], []]);
  });

  it('hands nothing where there is no frame', () => {
    const engine = new ChildDouble();
    expect([joinPage(null, engine, 'admin', makeChannel), engine.posted]).toEqual([false, []]);
  });

  it('tells the own page how the engine fares', () => {
    const frame = new FrameDouble();
    tellPage(frame, { state: 'restarting', note: 'It is being restarted.' });
    expect(frame.sent).toEqual([['caracal:engine', { state: 'restarting', note: 'It is being restarted.' }]]);
  });
});
