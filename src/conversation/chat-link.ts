import type { BotAddress } from './facts.ts';

/** The link that opens the 1:1 chat with the bot, these words already typed: LINE's URL scheme `oaMessage`. */
export const chatLink = ({ basicId }: BotAddress, words: string): string =>
  `https://line.me/R/oaMessage/${encodeURIComponent(basicId)}/?${encodeURIComponent(words)}`;

/** Path of the picture of that link, for a camera; what follows it is the code and `.png`. */
export const INVITATION_PICTURES = '/invitations/';
