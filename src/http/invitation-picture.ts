import type { RequestHandler } from 'express';
import { toBuffer } from 'qrcode';
import type { ReadBotAddress } from '../app/bot-address.ts';
import { looksLikeCode } from '../conversation/answers/code.ts';
import { chatLink } from '../conversation/chat-link.ts';

/** Pixels; LINE shows it across a phone. */
const WIDTH = 600;

/**
 * The QR code of an invitation as a PNG: what it opens is in the address itself, and it says nothing of whether such a code
 * is valid.
 * @param word the word people type to register
 */
export const invitationPicture =
  (address: ReadBotAddress, word: string): RequestHandler =>
  async (request, response, next) => {
    const code = /^([\w-]+)\.png$/.exec(String(request.params['file']))?.[1] ?? '';
    const bot = looksLikeCode(code) ? await address() : undefined;
    if (bot === undefined) return next();
    const picture = await toBuffer(chatLink(bot, `${word} ${code}`), { type: 'png', width: WIDTH, margin: 2 });
    response.set({ 'cache-control': 'private, max-age=3600', 'x-robots-tag': 'noindex' });
    response.type('png').send(picture);
  };
