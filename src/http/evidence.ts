import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Response } from 'express';
import { EVIDENCE_PATH } from '../app/evidence.ts';
import type { EvidenceFiles } from '../app/evidence-files.ts';
import type { Clock } from '../clock.ts';
import { extensionOf, FORMATS } from '../evidence/formats.ts';
import type { Speaker } from '../i18n.ts';
import { evidencePageHtml } from './pages/evidence-page.ts';
import { html, page, policy } from './pages/page.ts';

export interface EvidenceRoutes {
  files: EvidenceFiles;
  /** Speaks the language of the page. */
  official: Speaker;
  clock: Clock;
}

/** The evidence of a measure by the address a member asked for in the chat. What people sent never runs here. */
export function evidenceRouter({ files, official, clock }: EvidenceRoutes): Router {
  const router = Router();
  router.use(EVIDENCE_PATH, (_request, response, next) => {
    response.set({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    next();
  });

  router.get(`${EVIDENCE_PATH}:token`, async (request, response, next) => {
    const found = await files.page(request.params.token, clock.now());
    if (found === null) return next();
    if (found === 'expired') return expired(response, official);
    response.set('content-security-policy', `${policy()}; img-src 'self'`);
    response.type('html').send(evidencePageHtml(found, request.params.token, official));
  });

  router.get(`${EVIDENCE_PATH}:token/:piece`, async (request, response, next) => {
    const found = await files.content(request.params.token, request.params.piece, clock.now());
    if (found === null) return next();
    if (found === 'expired') return expired(response, official);
    const { name, mediaType, bytes, size } = found;
    const isPicture = mediaType.startsWith('image/');
    response.set({
      'content-type': mediaType,
      'content-length': String(size),
      'content-disposition': disposition(isPicture ? 'inline' : 'attachment', name, mediaType),
      'content-security-policy': SANDBOX,
    });
    // A browser that goes away ends it; there is nobody left to be told.
    await pipeline(Readable.from(bytes), response).catch(() => response.destroy());
  });

  router.get(`${EVIDENCE_PATH}:token/:piece/thumbnail`, async (request, response, next) => {
    const found = await files.thumbnail(request.params.token, request.params.piece, clock.now());
    if (found === null) return next();
    if (found === 'expired') return expired(response, official);
    response.set({ 'content-type': 'image/jpeg', 'content-security-policy': SANDBOX });
    response.end(found);
  });
  return router;
}

const SANDBOX = "default-src 'none'; sandbox";

/** How a browser is to name it: in any script, and in ASCII for those that know nothing else. */
function disposition(how: 'inline' | 'attachment', name: string, mediaType: string): string {
  const format = Object.values(FORMATS).find((one) => one.mediaType === mediaType);
  const ending = format === undefined ? '' : `.${format.extensions[0]}`;
  const whole = extensionOf(name) === '' ? `${name}${ending}` : name;
  const encoded = encodeURIComponent(Buffer.from(whole).toString()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${how}; filename="evidence${ending}"; filename*=UTF-8''${encoded}`;
}

function expired(response: Response, speaker: Speaker): void {
  const text = speaker.say({ key: 'evidence.page.expired' });
  response.set('content-security-policy', policy());
  response
    .status(410)
    .type('html')
    .send(page({ title: text, body: html`<h1>${text}</h1>` }));
}
