import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../../renderer/app/trouble.ts';

describe('what a person is told when a call failed', () => {
  it('names what was expected, what came and what to do', () => {
    const data = { thing: 'Address', expected: 'a camera', received: 'nothing', remedy: 'Check the cable.' };
    expect(troubleOf(new ORPCError('source_unreachable', { data }))).toEqual({
      code: 'source_unreachable',
      message: 'Address: expected a camera, got nothing.',
      remedy: 'Check the cable.',
    });
  });

  it('takes a code that the contract does not know for a bug, and anything else for a broken link', () => {
    expect(troubleOf(new ORPCError('NEW_CODE', { message: 'what' })).code).toBe('bug');
    expect(troubleOf(new Error('socket closed')).code).toBe('offline');
  });
});
