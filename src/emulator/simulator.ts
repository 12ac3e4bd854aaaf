import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { MovableClock } from '../clock.ts';
import { isLocale } from '../i18n.ts';
import type { Locale } from '../i18n.ts';
import type { Emulator } from './emulator.ts';
import { simulatorActions } from './simulator-actions.ts';
import type { SaveTranscript } from './simulator-actions.ts';
import type { MakeOrganisation } from './simulator-organisations.ts';
import { simulatorState } from './simulator-state.ts';

export interface SimulatorOptions {
  /** Absolute path of `src/emulator/page`. */
  pageFolder: string;
  /** The sentences of the page by locale: `locales/<locale>/simulator.json`. */
  texts: Record<Locale, Record<string, unknown>>;
  defaultLocale?: Locale;
  /** What each person is, by id: shown under the name (`simulator.role.<role>`). */
  roles?: Record<string, 'officer' | 'supervisor' | 'coordinator' | 'stranger'>;
  /** The clock of platform and bot, where the page may set it. */
  clock?: MovableClock;
  /** Makes organisations, where there is a store. */
  makeOrganisation?: MakeOrganisation;
  /** Saves what was said, where there is a store. */
  saveTranscript?: SaveTranscript;
}

/** The simulator: one page with a phone for each person and group, and the small API it talks to. Mount it anywhere. */
export function simulatorRouter(emulator: Emulator, options: SimulatorOptions): Router {
  const router = express.Router();
  router.use(headers);
  router.get('/api/state', (request, response) => {
    response.json(simulatorState(emulator, options, Number(request.query['since'] ?? -1)));
  });
  router.get('/api/events', (_request, response) => {
    tellChanges(emulator, response);
  });
  router.get('/api/traffic', (_request, response) => {
    response.json({ exchanges: emulator.traffic.latest });
  });
  router.get('/api/texts', (request, response) => {
    const wanted = request.query['lang'];
    const locale = isLocale(wanted) ? wanted : (options.defaultLocale ?? 'th');
    response.json({ locale, texts: options.texts[locale] });
  });
  router.get('/api/content/:messageId', (request, response) => {
    const media = emulator.platform.media.get(request.params.messageId);
    if (!media || media.state !== 'ready' || !/^image\/(jpeg|png|webp)$/.test(media.contentType)) {
      response.status(404).json({ error: 'notFound' });
      return;
    }
    response.type(media.contentType).end(media.bytes);
  });
  router.get('/api/rich-menu/:id', (request, response) => {
    const picture = emulator.richMenus.find(request.params.id)?.picture;
    if (picture === undefined) {
      response.status(404).json({ error: 'notFound' });
      return;
    }
    // A menu's picture never becomes another.
    response.set('cache-control', 'max-age=3600, immutable').type(picture.contentType).end(picture.bytes);
  });
  const actions = new Map(Object.entries(simulatorActions(emulator, options)));
  const carryOut = async (request: Request, response: Response): Promise<void> => {
    const act = actions.get(String(request.params['action']));
    if (!act) {
      response.status(404).json({ error: 'notFound' });
      return;
    }
    try {
      const result = await act(request.body);
      response.json({ revision: emulator.platform.revision, result });
    } catch (error) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      response.status(400).json({ error: 'refused', message });
    }
  };
  // Files come as Base64, a third longer than they are.
  router.post(
    '/api/:action',
    sameOrigin,
    (request, response, next) => {
      const limit = request.params.action === 'media' ? '28mb' : '6mb';
      express.json({ limit })(request, response, next);
    },
    (request, response) => {
      void carryOut(request, response);
    },
  );
  // The page's files are named relative to it, so its address ends with a slash.
  router.get('/', (request, response, next) => {
    const [path, query] = request.originalUrl.split('?');
    if (path?.endsWith('/')) return next();
    response.redirect(302, `${path?.split('/').at(-1) ?? ''}/${query === undefined ? '' : `?${query}`}`);
  });
  router.use(express.static(options.pageFolder, { index: 'index.html', etag: true, redirect: false }));
  return router;
}

/** Server-sent events: the revision after each change; what changed in one moment is told once. */
function tellChanges({ platform }: Emulator, response: Response): void {
  response.type('text/event-stream');
  const tell = () => response.write(`data: ${platform.revision}\n\n`);
  let pending = false;
  const stop = platform.onChange(() => {
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      tell();
    });
  });
  // Proxies end connections on which nothing is said.
  const beat = setInterval(tell, 20_000);
  response.once('close', () => {
    clearInterval(beat);
    stop();
  });
  tell();
}

const headers: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy':
      "default-src 'self'; img-src 'self' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  next();
};

/** Another site's page must not speak in these chats. */
const sameOrigin: RequestHandler = (request, response, next) => {
  const origin = request.get('origin');
  const own = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.get('host'));
  const site = request.get('sec-fetch-site');
  if (own && (site === undefined || site === 'same-origin') && request.is('application/json')) return next();
  response.status(403).json({ error: 'forbidden' });
};
