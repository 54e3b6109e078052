import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { succeed } from '../../../main/domain/outcome.ts';
import { answerRequests, verb } from '../../../main/workers/answer.ts';
import type { Port } from '../../../main/workers/port.ts';
import type { Message } from '../../../main/workers/protocol.ts';

function serve() {
  const posted: Message[] = [];
  let send: (message: unknown) => void = () => undefined;
  const port: Port = {
    post: (message) => posted.push(message),
    waiting: 0,
    onMessage: (listen) => {
      send = listen;
    },
    onClose: () => undefined,
  };
  answerRequests(port, { double: verb(z.object({ of: z.number() }), async ({ of }) => succeed(of * 2)) });
  return async (message: unknown): Promise<Message[]> => {
    send(message);
    await new Promise(setImmediate);
    return posted.splice(0);
  };
}

describe('requests to a worker', () => {
  it('are answered with the value, under their call', async () => {
    const ask = serve();
    expect(await ask({ kind: 'request', call: 7, verb: 'double', input: { of: 21 } })).toEqual([
      { kind: 'reply', call: 7, outcome: { ok: true, value: 42 } },
    ]);
  });

  it.each([
    ['an input of another form', { kind: 'request', call: 1, verb: 'double', input: { of: 'two' } }],
    ['an unknown verb', { kind: 'request', call: 1, verb: 'treble', input: null }],
    ['a verb that every object has', { kind: 'request', call: 1, verb: 'toString', input: null }],
    ['a message that is no request', { kind: 'reply', call: 1 }],
  ])('are answered with a failure: %s', async (_what, message) => {
    expect(await serve()(message)).toMatchObject([
      { kind: 'reply', call: 1, outcome: { ok: false, failure: { code: 'bad_input' } } },
    ]);
  });

  it.each([[null], ['hello'], [{ kind: 'request' }]])(
    'that nobody can be answered for are left alone: %j',
    async (m) => {
      expect(await serve()(m)).toEqual([]);
    },
  );
});
