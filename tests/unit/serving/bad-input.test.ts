import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../main/serving/bad-input.ts';
import { sources } from '../../../preload/contract/sources.ts';

async function complain(input: unknown): Promise<unknown> {
  const result = await sources.add['~orpc'].inputSchema?.['~standard'].validate(input);
  return describeIssue(result?.issues?.[0], input);
}
const named = { id: 'camera', name: 'Camera' };

describe('an input that does not fit', () => {
  it.each([
    [undefined, { thing: 'input', expected: 'object', received: 'nothing' }],
    [[], { thing: 'input', expected: 'object', received: 'a list of 0' }],
    [{ name: 'Camera' }, { thing: 'id', expected: 'string', received: 'nothing' }],
    [
      { ...named, settings: { kind: 'telescope' } },
      {
        thing: 'settings.kind',
        expected: 'one of demo, camera, address, file, folder, microphone, sound-file',
        received: '"telescope"',
      },
    ],
    [
      { ...named, settings: { kind: 'demo', fps: 0 } },
      { thing: 'settings.fps', expected: 'number to be >=1', received: '0' },
    ],
    [
      { ...named, settings: { kind: 'file', path: 'x', pace: 'slow' } },
      { thing: 'settings.pace', expected: 'one of real-time, fast', received: '"slow"' },
    ],
  ])('%j is told by its field, what was expected and what came', async (input, expected) => {
    expect(await complain(input)).toMatchObject({ ...expected, remedy: 'Correct this field and try again.' });
  });

  it('never repeats an address with its password', async () => {
    const detail = await complain({ ...named, settings: { kind: 'address', url: 'ftp://user:secret@camera' } });
    expect(detail).toMatchObject({ thing: 'settings.url', received: 'a text of 24 characters' });
    expect(JSON.stringify(detail)).not.toContain('secret');
  });

  it('never repeats a name, which may be that of a person', async () => {
    const detail = await complain({ id: 'camera', name: 'x'.repeat(61), settings: { kind: 'demo' } });
    expect(detail).toMatchObject({ thing: 'name', received: 'a text of 61 characters' });
  });

  it('is told even where the schema library says nothing that is understood', () => {
    expect(describeIssue(undefined, {})).toMatchObject({ thing: 'input' });
  });
});
