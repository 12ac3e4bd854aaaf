import type { Answer } from '../answer.ts';
import { isObject } from '../model.ts';
import type { JsonObject } from '../model.ts';
import type { LinePlatform } from '../platform.ts';
import { badRequest } from './request.ts';
import { problem } from './rule.ts';
import type { Path, Problem } from './rule.ts';

/** What only the chat can tell: mentions of members of this group, quotes of messages of this chat. */
export function checkInChat(
  messages: readonly JsonObject[],
  chatId: string,
  platform: LinePlatform,
): Answer | undefined {
  const problems = messages.flatMap((message, index) => [
    ...misquoted(message, ['messages', index], chatId, platform),
    ...mentionsStrangers(message, ['messages', index], chatId, platform),
  ]);
  return problems.length > 0 ? badRequest(problems) : undefined;
}

function misquoted(message: JsonObject, path: Path, chatId: string, platform: LinePlatform): Problem[] {
  const token = message['quoteToken'];
  if (typeof token !== 'string' || platform.findByQuoteToken(token)?.chatId === chatId) return [];
  return problem([...path, 'quoteToken'], 'The quote token is invalid');
}

function mentionsStrangers(message: JsonObject, path: Path, chatId: string, platform: LinePlatform): Problem[] {
  const substitution = message['substitution'];
  if (message['type'] !== 'textV2' || !isObject(substitution)) return [];
  const members = platform.gatherings.get(chatId)?.memberIds;
  return Object.entries(substitution).flatMap(([name, value]) => {
    if (!isObject(value) || !isObject(value['mentionee'])) return [];
    const at = [...path, 'substitution', name, 'mentionee'];
    if (!members) return problem(at, 'Mentions can only be used in group chats and multi-person chats');
    const { type, userId } = value['mentionee'];
    if (type === 'all' || members.has(String(userId))) return [];
    return problem([...at, 'userId'], 'The user is not a member of the chat');
  });
}
