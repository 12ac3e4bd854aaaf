import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import { refusal, REFUSALS } from './answer.ts';
import type { Answer } from './answer.ts';
import { takeFault } from './faults.ts';
import type { ChannelFaults, Endpoint, Faults } from './faults.ts';
import { isObject } from './model.ts';
import type { JsonObject } from './model.ts';
import type { Traffic } from './traffic.ts';

/** One call of the API, as the routes see it. */
export interface Call {
  params: Record<string, string>;
  body: JsonObject;
  /** What was sent that is no JSON, and what it is said to be. */
  upload?: { bytes: Buffer; contentType: string };
  retryKey: string | undefined;
  requestId: string;
  channel: Readonly<ChannelFaults>;
}

/** Stands among the routes of the platform whose time it is; every answer states it. */
export interface PlatformTime {
  now: () => number;
}

export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  /** Which faults hit it. */
  endpoint: Endpoint;
  /** Takes bytes instead of JSON. */
  takesUpload?: true;
  answer: (call: Call) => Answer | Promise<Answer>;
}

/** LINE's API over HTTP: checks the token, applies the faults, answers with a request id and the platform's time. */
export function makeApi(options: {
  routes: readonly (Route | PlatformTime)[];
  channelAccessToken: string;
  faults: Faults;
  newRequestId: () => string;
  traffic: Traffic;
}): Express {
  const time = options.routes.find((one) => 'now' in one);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.setHeader('x-line-request-id', options.newRequestId());
    // Node's own would tell this machine's time.
    if (time) response.setHeader('date', new Date(time.now() + options.faults.channel.aheadMs).toUTCString());
    next();
  });
  app.use((request, response, next) => {
    response.once('close', () => {
      const { method, path } = request;
      const status = response.writableFinished ? response.statusCode : 0;
      options.traffic.call({ method, path, status, request: request.body, response: response.locals['answer'] });
    });
    next();
  });
  app.use((_request, response, next) => {
    const { down, refuse } = options.faults.channel;
    if (down) return drop(response);
    if (refuse !== null) return send(response, { ...REFUSALS.wrongToken, status: refuse });
    next();
  });
  app.use(authentication(options.channelAccessToken));
  for (const route of options.routes) {
    if ('now' in route || route.takesUpload !== true) continue;
    app[route.method](route.path, express.raw({ limit: '10mb', type: () => true }));
  }
  app.use(express.json({ limit: '2mb', strict: true, type: () => true }));
  for (const route of options.routes) {
    if ('now' in route) continue;
    app[route.method](route.path, async (request, response) => {
      await carryOut(route, request, response, options.faults);
    });
  }
  app.use((_request, response) => {
    send(response, REFUSALS.notFound);
  });
  app.use(unreadable);
  return app;
}

async function carryOut(route: Route, request: Request, response: Response, faults: Faults): Promise<void> {
  const settings = faults[route.endpoint];
  const fault = takeFault(settings);
  if (settings.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, settings.slowMs));
  if (fault === 'dropBefore') return drop(response);
  if (fault === 'hangBefore') return;
  if (fault === 'errorBefore') return send(response, REFUSALS.serverError);
  if (fault === 'rateLimit') return send(response, REFUSALS.rateLimit);
  if (fault === 'monthlyLimit') return send(response, REFUSALS.monthlyLimit);
  const answer = await route.answer({
    params: request.params as Record<string, string>,
    body: isObject(request.body) && !Buffer.isBuffer(request.body) ? request.body : {},
    ...(Buffer.isBuffer(request.body)
      ? { upload: { bytes: request.body, contentType: request.get('content-type') ?? '' } }
      : {}),
    retryKey: request.get('x-line-retry-key'),
    requestId: String(response.getHeader('x-line-request-id')),
    channel: faults.channel,
  });
  if (fault === 'hangAfter') return;
  if (fault === 'dropAfter') return dropHalfWay(response, answer);
  send(response, fault === 'errorAfter' ? REFUSALS.serverError : answer);
}

function send(response: Response, answer: Answer): void {
  response.locals['answer'] = answer.body;
  response.status(answer.status).set(answer.headers ?? {});
  if (Buffer.isBuffer(answer.body)) response.end(answer.body);
  else response.json(answer.body);
}

/** The connection ends without an answer. */
function drop(response: Response): void {
  response.socket?.destroy();
}

/** A download breaks in the middle; anything else ends without an answer. */
function dropHalfWay(response: Response, answer: Answer): void {
  if (!Buffer.isBuffer(answer.body)) return drop(response);
  const { body } = answer;
  response.status(answer.status).set({ ...answer.headers, 'content-length': String(body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => drop(response));
}

const authentication =
  (channelAccessToken: string): RequestHandler =>
  (request, response, next) => {
    const header = request.get('authorization');
    if (!header?.startsWith('Bearer ')) return send(response, REFUSALS.noToken);
    if (header.slice('Bearer '.length) !== channelAccessToken) return send(response, REFUSALS.wrongToken);
    next();
  };

const unreadable: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = isObject(error) && typeof error['status'] === 'number' ? error['status'] : 500;
  if (status === 413) return send(response, refusal(413, 'Payload Too Large'));
  if (status < 500)
    return send(response, refusal(400, 'The request body could not be parsed as JSON (line: 1, column: 1)'));
  send(response, REFUSALS.serverError);
};
