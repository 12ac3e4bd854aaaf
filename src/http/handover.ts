import { Router } from 'express';
import type { Briefs } from '../app/handover-brief.ts';
import { BRIEF_PATH } from '../app/handover-brief.ts';
import type { Clock } from '../clock.ts';
import type { Speaker } from '../i18n.ts';
import { html, page, policy } from './pages/page.ts';

/** The brief of whoever takes over, by the address that was given in the chat. */
export function handoverRouter({
  briefs,
  official,
  clock,
}: {
  briefs: Briefs;
  official: Speaker;
  clock: Clock;
}): Router {
  const router = Router();
  router.get(`${BRIEF_PATH}:file`, async (request, response, next) => {
    const [, token, format] = /^([\w-]+)\.(docx|pdf)$/.exec(request.params.file) ?? [];
    const found = token === undefined ? null : await briefs.file(token, format as 'docx' | 'pdf', clock.now());
    if (found === null) return next();
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' });
    response.set('content-security-policy', policy());
    if (found === 'expired') {
      const text = official.say({ key: 'pages.expired' });
      return void response
        .status(410)
        .type('html')
        .send(page({ title: text, body: html`<h1>${text}</h1>` }));
    }
    response.set({
      'content-type': found.mediaType,
      'content-disposition': `attachment; filename="${found.name}"`,
      'x-content-type-options': 'nosniff',
    });
    response.end(found.bytes);
  });
  return router;
}
