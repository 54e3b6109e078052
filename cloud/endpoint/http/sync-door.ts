import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fail, failure, type Outcome } from '../../../main/domain/outcome.ts';
import { describeIssue } from '../../../main/serving/bad-input.ts';
import { changesQuery, objectAnswer, syncLimits, syncPaths } from '../../../preload/contract/sync.ts';
import { type SignedHead, syncHeaders } from '../../../preload/contract/sync-signature.ts';
import { settle } from '../api/procedures.ts';
import type { EndpointParts } from '../api/router.ts';
import { admitStation } from '../sync/admit-station.ts';
import { changesSince } from '../sync/changes.ts';
import { missingObjects } from '../sync/store-samples.ts';
import { takeBatch } from '../sync/take-batch.ts';
import { takeObject } from '../sync/take-object.ts';
import { sendFailure } from './answer.ts';
import { RateLimiter, tooMany } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import type { EndpointDoors } from './server.ts';

/** Bodies that are read at the same time; each may be as long as a batch may be. */
const bodiesMost = 16;

type Answer = (request: FastifyRequest, head: SignedHead) => Promise<Outcome<unknown>>;

/** What stations say to the endpoint. A signature is checked before a byte of a body is read. */
export function addSyncDoor(app: FastifyInstance, doors: EndpointDoors): void {
  const { parts, ledger, limits } = doors;
  const { database, keys, now } = parts;
  const stations = new RateLimiter(limits.station, now);
  const strangers = new RateLimiter(limits.stranger, now);
  const secretOf = (station: string, key: string): Promise<string | undefined> => keys.secretOf(station, key);

  const signed = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { method, headers, url, ip } = request;
    // By address and name: one station with a wrong key must not shut out its neighbours behind the same router.
    const stranger = `${ip} ${String(headers[syncHeaders.station]).slice(0, 60)}`;
    if (!strangers.has(stranger)) return refuse(request, reply, tooMany('requests without a right signature'));
    const head = await admitStation({ method, path: url, headers }, { secretOf, now: now() });
    if (!head.ok) {
      strangers.take(stranger);
      return refuse(request, reply, head.failure);
    }
    if (!stations.take(head.value.station)) return refuse(request, reply, tooMany('requests of this station'));
    const outcome = await answer(request, head.value);
    return outcome.ok ? reply.send(outcome.value) : refuse(request, reply, outcome.failure);
  };

  void app.register(async (sync) => {
    sync.removeAllContentTypeParsers();
    sync.addContentTypeParser('*', (_request, body, done) => done(null, body));
    sync.setErrorHandler((error, request, reply) => {
      const asked = request.url.split('?')[0] ?? '';
      return refuse(request, reply, doors.refused(error, asked) ?? settle(error, asked, ledger));
    });
    const bodyLimit = Math.max(syncLimits.batchBytes, syncLimits.objectBytes);
    sync.post(syncPaths.batch, { bodyLimit }, signed(batchAnswer(parts)));
    sync.put(`${syncPaths.objects}:sha256`, { bodyLimit }, signed(objectAnswerOf(parts)));
    sync.get(
      syncPaths.missing,
      signed(async (_request, { station }) => {
        const missing = await missingObjects(database, station, syncLimits.page);
        return { ok: true, value: { missing } };
      }),
    );
    sync.get(
      syncPaths.changes,
      signed(async (request, { station }) => {
        const asked = changesQuery.safeParse(request.query);
        if (!asked.success) {
          return { ok: false, failure: failure('bad_input', describeIssue(asked.error.issues[0], request.query)) };
        }
        const { since, limit } = asked.data;
        return { ok: true, value: await changesSince(database, station, since, limit) };
      }),
    );
  });
}

/** What is left of a refused body is read and thrown away, so that its sender is there to hear why. */
function refuse(request: FastifyRequest, reply: FastifyReply, failed: Parameters<typeof sendFailure>[1]): FastifyReply {
  // A body that broke while it was read cannot be read on, and nothing can follow it on its connection.
  if (request.raw.destroyed) reply.header('connection', 'close');
  else request.raw.resume();
  return sendFailure(reply, failed);
}

function batchAnswer({ database, objects, now }: EndpointParts): Answer {
  let reading = 0;
  return async (request, head) => {
    if (reading >= bodiesMost) return { ok: false, failure: tooMany('batches') };
    // PGlite writes beside the samples: a disk that is full must not be found out by the database.
    const room = await objects.room(database.kind === 'pglite' ? syncLimits.batchBytes : 0);
    if (!room.ok) return room;
    reading += 1;
    try {
      const body = await readBody(request.raw, { bytesMost: syncLimits.batchBytes, sha256: head.content });
      return body.ok ? await takeBatch(database, { ...head, body: body.value }, now()) : body;
    } finally {
      reading -= 1;
    }
  };
}

const objectPath = z.object({ sha256: z.string() });

function objectAnswerOf({ database, objects, now }: EndpointParts): Answer {
  return async (request, head) => {
    const { sha256 } = objectPath.parse(request.params);
    if (head.content !== sha256) {
      return fail('bad_input', {
        thing: 'The hash in the path',
        expected: 'the hash that was signed',
        received: 'another',
        remedy: 'Sign the hash of the sample.',
      });
    }
    const taken = await takeObject({ database, objects, now }, head.station, sha256, request.raw);
    return taken.ok ? { ok: true, value: objectAnswer.parse(taken.value) } : taken;
  };
}
