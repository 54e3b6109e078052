import { createHmac } from 'node:crypto';
import type { VerdictMessage } from '../../preload/contract/outputs.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import { shownAddress } from '../domain/shown-address.ts';
import { unreachable, wrongCredentials } from './failures.ts';
import type { Messenger, OutputClock } from './job.ts';

/** Each verdict as one POST. Nothing is asked of the other side before there is something to say. */
export function openWebhook(job: OutputJob<'webhook'>, clock: OutputClock): Outcome<Messenger> {
  const abort = new AbortController();
  return succeed({
    tell: (message) => post(job, message, clock, abort.signal),
    close: async () => abort.abort(),
  });
}

async function post(
  { settings, secrets, deadlineMs }: OutputJob<'webhook'>,
  message: VerdictMessage,
  clock: OutputClock,
  closed: AbortSignal,
): Promise<Outcome<null>> {
  const thing = shownAddress(settings.url);
  const body = JSON.stringify(message);
  const request = {
    method: 'POST',
    body,
    // Where it leads to another place nobody has agreed to that.
    redirect: 'manual',
    signal: AbortSignal.any([closed, AbortSignal.timeout(deadlineMs)]),
    headers: {
      ...secrets.headers,
      'content-type': 'application/json',
      'idempotency-key': `${message.station}/${message.output}/${message.inspection}`,
      ...signature(secrets.signingKey, body, clock.wallMs()),
    },
  } as const;
  const answered = await fetch(settings.url, request).then(succeed, (error: unknown) => unreachable(thing, error));
  if (!answered.ok) return answered;
  const { status, body: said } = answered.value;
  // What it says beside its status is of no use here, and may be long.
  await said?.cancel().catch(() => undefined);
  return judge(thing, status);
}

/** `t` is signed too: who keeps an old body cannot send it as a new one. */
function signature(key: string | undefined, body: string, atMs: number): Record<string, string> {
  if (key === undefined) return {};
  const hmac = createHmac('sha256', key).update(`${atMs}.${body}`).digest('hex');
  return { 'x-caracal-signature': `t=${atMs},v1=${hmac}` };
}

const notNow: readonly number[] = [404, 408, 425, 429];

function judge(thing: string, status: number): Outcome<null> {
  if (status >= 200 && status < 300) return succeed(null);
  if (status === 401 || status === 403) return wrongCredentials(thing, `HTTP ${status}`);
  if (status >= 300 && status < 400) {
    return unreachable(thing, `HTTP ${status}, which leads elsewhere; the address itself has to take it`);
  }
  if (status >= 500 || notNow.includes(status)) return unreachable(thing, `HTTP ${status}`);
  return fail('bad_input', {
    thing,
    expected: 'to take a verdict in the format caracal.verdict.1',
    received: `HTTP ${status}`,
    remedy: 'This verdict is not sent again. Look into the log of the other side.',
  });
}
