import type { Message } from '../../../main/workers/protocol.ts';

/** A real worker process for tests of the supervisor; `TINY` in its environment says how it shall misbehave. */
const mode = process.env.TINY ?? '';
if (mode === 'exit-at-start') process.exit(3);

const reply = (call: number, value: unknown): void => {
  const message: Message = { kind: 'reply', call, outcome: { ok: true, value } };
  process.send?.(message);
};

function busy(): never {
  for (;;) Math.sqrt(Math.random());
}

function flood(count: number): void {
  for (let index = 0; index < count; index += 1) {
    const message: Message = { kind: 'told', event: 'noise', value: index };
    process.send?.(message);
  }
}

process.on('message', (message: Message) => {
  if (message.kind !== 'request') return;
  const { call, verb, input } = message;
  if (verb === 'ping' && mode !== 'never-ready') reply(call, null);
  else if (verb === 'echo') reply(call, input);
  else if (verb === 'busy') busy();
  else if (verb === 'flood') {
    flood(Number(input));
    reply(call, input);
  }
  // "silence" is never answered.
});

if (mode !== 'stays') process.on('disconnect', () => process.exit(0));
else setInterval(() => {}, 1_000);
