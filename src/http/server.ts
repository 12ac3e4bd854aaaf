import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler, Router } from 'express';
import type { Incoming } from '../app/incoming.ts';
import type { Log } from '../app/log-port.ts';
import type { ReadBotAddress } from '../app/bot-address.ts';
import { INVITATION_PICTURES } from '../conversation/chat-link.ts';
import { receive } from '../line/receive.ts';
import { invitationPicture } from './invitation-picture.ts';
import type { Metrics } from './metrics.ts';

export interface HttpParts {
  channelSecret: string;
  botNames: readonly string[];
  /** Resolves once the events are on record. */
  take: (events: readonly Incoming[]) => Promise<void>;
  ping: () => Promise<boolean>;
  metrics: Metrics;
  log: Log;
  address: ReadBotAddress;
  /** The word people type to register. */
  registerWord: string;
  documents?: Router;
  evidence?: Router;
  handover?: Router;
  simulator?: Router;
}

/** A webhook body of LINE stays far below this. */
const LARGEST_BODY = '1mb';

/** The HTTP edge: it verifies, records and answers; it decides nothing. */
export function makeHttp(parts: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await parts.ping();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'store unreachable' });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });
  // The bytes as they came: the signature is of them.
  app.post('/webhook/line', express.raw({ type: () => true, limit: LARGEST_BODY, inflate: false }), webhook(parts));
  app.get(`${INVITATION_PICTURES}:file`, invitationPicture(parts.address, parts.registerWord));
  if (parts.documents !== undefined) app.use(parts.documents);
  if (parts.evidence !== undefined) app.use(parts.evidence);
  if (parts.handover !== undefined) app.use(parts.handover);
  if (parts.simulator !== undefined) {
    app.use('/simulator', parts.simulator);
    app.get('/', (_request, response) => response.redirect(302, '/simulator/'));
  }
  app.use((_request, response) => {
    response.status(404).json({ error: 'not found' });
  });
  app.use(failure(parts));
  return app;
}

function webhook({ channelSecret, botNames, take, metrics, log }: HttpParts): RequestHandler {
  return async (request, response) => {
    const started = performance.now();
    const answer = (status: number) => {
      metrics.webhook(status, (performance.now() - started) / 1000);
      response.status(status).end();
    };
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const received = receive(body, request.get('x-line-signature'), channelSecret, { botNames });
    if (received.status !== 200) return answer(received.status);
    for (const [reason, count] of Object.entries(received.passedOver)) metrics.passedOver(reason, count);
    try {
      await take(received.events);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'events could not be recorded');
      return answer(500);
    }
    return answer(200);
  };
}

/** Express reports bodies that are too large, encoded or broken off: nothing of them is echoed or logged. */
const failure =
  ({ log, metrics }: HttpParts): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const given: unknown = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
    const status = typeof given === 'number' && given >= 400 && given < 500 ? given : 500;
    if (request.path === '/webhook/line') metrics.webhook(status, 0);
    if (status === 500) log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a request failed');
    response.status(status).json({ error: status === 500 ? 'internal error' : 'bad request' });
  };
