import type { BotAddress } from '../conversation/facts.ts';
import type { LineInsight } from './ports.ts';

/** How people reach the bot, asked of LINE until it has told; `undefined`: not yet. */
export type ReadBotAddress = () => Promise<BotAddress | undefined>;

/** @param site scheme and host of this program; absent when phones do not reach it */
export function makeReadBotAddress(insight: Pick<LineInsight, 'bot'>, site: string | undefined): ReadBotAddress {
  let known: BotAddress | undefined;
  return async () => {
    if (known !== undefined) return known;
    const bot = await insight.bot();
    if (bot === null || bot === 'refused') return undefined;
    known = { basicId: bot.basicId, ...(site === undefined ? {} : { site }) };
    return known;
  };
}
