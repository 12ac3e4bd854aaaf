import type { BotAddress } from './facts.ts';

/**
 * The link that opens the chat with the bot, the words to join already typed: LINE's URL scheme `oaMessage`.
 * @param word the word people type to register
 */
export const invitationLink = ({ basicId }: BotAddress, word: string, code: string): string =>
  `https://line.me/R/oaMessage/${encodeURIComponent(basicId)}/?${encodeURIComponent(`${word} ${code}`)}`;

/** Path of the picture of that link, for a camera; what follows it is the code and `.png`. */
export const INVITATION_PICTURES = '/invitations/';
