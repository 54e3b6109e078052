import type { FastifyReply } from 'fastify';
import type { Failure } from '../../../main/domain/outcome.ts';
import { wireFailure } from '../../../main/serving/wire-failure.ts';

/** Answers with a failure in the one form that every failure has. */
export function sendFailure(reply: FastifyReply, failed: Failure): FastifyReply {
  const wired = wireFailure(failed);
  if (failed.code === 'overloaded') reply.header('retry-after', '5');
  return reply.code(wired.status).type('application/json').send(wired.toJSON());
}
