import { randomBytes } from 'node:crypto';
import express, { Router } from 'express';
import type { Response } from 'express';
import type { DocumentFile, DocumentFiles } from '../app/document-files.ts';
import { DOCUMENT_PATH, PUBLIC_PATH } from '../app/documents.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Speaker } from '../i18n.ts';
import { copyPageHtml } from './pages/copy-page.ts';
import { html, page, policy } from './pages/page.ts';
import { publicPageHtml } from './pages/public-page.ts';
import { waitingPageHtml } from './pages/waiting-page.ts';

/** A large document takes so many of these. Seconds. */
const LOOK_AGAIN_S = 10;

export interface DocumentRoutes {
  files: DocumentFiles;
  /** Speaks the language of the pages. */
  official: Speaker;
  clock: Clock;
}

/** Documents by the address that was given in the chat, and what organisations show everyone. */
export function documentRouter({ files, official, clock }: DocumentRoutes): Router {
  const router = Router();

  router.get(`${DOCUMENT_PATH}:token`, async (request, response, next) => {
    const found = await tried(response, official, () => files.byToken(request.params.token, clock.now()));
    if (found === 'failed') return;
    if (found === null) return next();
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' });
    if (found === 'expired') return message(response, 410, 'pages.expired', official);
    if (found === 'waiting') {
      // The browser asks again by itself, without a script; a page that is reloaded from within is a fault to axe.
      response.set({ refresh: String(LOOK_AGAIN_S), 'retry-after': String(LOOK_AGAIN_S) });
      response.set('content-security-policy', policy());
      return void response.status(202).type('html').send(waitingPageHtml(request.originalUrl, official));
    }
    if ('bytes' in found) return send(response, found, 'attachment');
    const nonce = randomBytes(16).toString('base64');
    response.set('content-security-policy', policy(nonce));
    response.type('html').send(copyPageHtml(found, official, nonce));
  });

  router.post(
    `${DOCUMENT_PATH}:token`,
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (request, response, next) => {
      const { token } = request.params;
      const { measure, entered, number } = (request.body ?? {}) as Record<string, unknown>;
      const isDone = await files.enter(token, String(measure), entered === 'yes', clock.now());
      if (!isDone) return next();
      // Where the person was: the number is one of the page's own.
      const place = /^\d{1,5}$/.test(String(number)) ? `#m${String(number)}` : '';
      response.redirect(303, `${DOCUMENT_PATH}${encodeURIComponent(token)}${place}`);
    },
  );

  router.get(`${PUBLIC_PATH}:organisation/:year`, async (request, response, next) => {
    const found = await files.publicPage(request.params.organisation, Number(request.params.year));
    if (found === null) return next();
    response.set({ 'content-security-policy': policy(), 'cache-control': 'public, max-age=60' });
    response.type('html').send(publicPageHtml(found, official));
  });

  router.get(`${PUBLIC_PATH}:organisation/:year/:file`, async (request, response, next) => {
    const { organisation, year, file } = request.params;
    const found = await tried(response, official, () => files.publicFile(organisation, Number(year), file));
    if (found === 'failed') return;
    if (found === null) return next();
    response.set('cache-control', 'public, max-age=3600');
    send(response, found, found.mediaType.startsWith('text/html') ? 'inline' : 'attachment');
  });
  return router;
}

/** A document that could not be made is said so; `failed`: it was answered. */
async function tried<Found>(
  response: Response,
  speaker: Speaker,
  make: () => Promise<Found>,
): Promise<Found | 'failed'> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    message(response, 503, error.messageKey, speaker);
    return 'failed';
  }
}

function send(response: Response, { name, mediaType, bytes }: DocumentFile, how: 'attachment' | 'inline'): void {
  response.set({
    'content-type': mediaType,
    'content-disposition': `${how}; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': policy(),
  });
  response.end(bytes);
}

function message(response: Response, status: number, key: string, speaker: Speaker): void {
  const text = speaker.say({ key });
  response.set('content-security-policy', policy());
  response
    .status(status)
    .type('html')
    .send(page({ title: text, body: html`<h1>${text}</h1>` }));
}
