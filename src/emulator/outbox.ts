import { ok, refusal, REFUSALS } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ChatMessage, JsonObject } from './model.ts';
import type { LinePlatform } from './platform.ts';
import type { Quota } from './quota.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import { RetryKeys } from './retry-keys.ts';
import { badRequest, checkMessages } from './validate/request.ts';
import { checkInChat } from './validate/in-chat.ts';

/** A call of the sending API: its body, its retry key header, and the id of the request. */
export interface SendCall {
  body: JsonObject;
  retryKey: string | undefined;
  requestId: string;
}

/** The sending side of the platform: checks, counts, and puts the bot's messages on the screens. */
export class Outbox {
  readonly #platform: LinePlatform;
  readonly #tokens: ReplyTokens;
  readonly #quota: Quota;
  readonly #retryKeys: RetryKeys;

  constructor(platform: LinePlatform, tokens: ReplyTokens, quota: Quota) {
    this.#platform = platform;
    this.#tokens = tokens;
    this.#quota = quota;
    this.#retryKeys = new RetryKeys(platform.clock);
  }

  /** Answers an event. Free, and without a retry key. */
  reply({ body, retryKey }: SendCall): Answer {
    if (retryKey !== undefined) return refusal(400, 'The retry key is not supported by this endpoint');
    const problem = required(body, 'replyToken') ?? checkMessages(body['messages']);
    if (problem) return problem;
    const token = String(body['replyToken']);
    const chatId = this.#tokens.chatOf(token);
    if (chatId === undefined) return REFUSALS.invalidReplyToken;
    const gathering = this.#platform.gatherings.get(chatId);
    if (gathering && !gathering.hasBot) return REFUSALS.failedToSend;
    const messages = body['messages'] as JsonObject[];
    const misplaced = checkInChat(messages, chatId, this.#platform);
    if (misplaced) return misplaced;
    this.#tokens.use(token);
    return ok({ sentMessages: sent(this.#show(chatId, messages, this.#platform.hears(chatId))) });
  }

  /** Sends to a person, group or room at any time; counts its people. */
  push({ body, retryKey, requestId }: SendCall): Answer {
    return this.#retryKeys.once(retryKey, requestId, () => {
      const problem = required(body, 'to') ?? checkMessages(body['messages']);
      if (problem) return problem;
      const to = String(body['to']);
      if (!/^[UCR][0-9a-f]{32}$/.test(to)) return badTo;
      const gathering = this.#platform.gatherings.get(to);
      if (gathering ? !gathering.hasBot : !this.#platform.people.has(to)) return REFUSALS.failedToSend;
      const messages = body['messages'] as JsonObject[];
      const misplaced = checkInChat(messages, to, this.#platform);
      if (misplaced) return misplaced;
      const count = gathering ? gathering.memberIds.size : this.#friends([to]);
      if (!this.#quota.allows(count)) return REFUSALS.monthlyLimit;
      this.#quota.spend(count);
      return ok({ sentMessages: sent(this.#show(to, messages, this.#platform.reachable(to))) });
    });
  }

  /** Sends to many people, never to groups; counts each. */
  multicast({ body, retryKey, requestId }: SendCall): Answer {
    return this.#retryKeys.once(retryKey, requestId, () => {
      const to = body['to'];
      if (!Array.isArray(to)) return required(body, 'to') ?? badTo;
      if (to.length < 1 || to.length > 500)
        return badRequest([{ path: ['to'], message: 'Size must be between 1 and 500' }]);
      const problem = checkMessages(body['messages']);
      if (problem) return problem;
      if (!to.every((id) => typeof id === 'string' && /^U[0-9a-f]{32}$/.test(id))) return badTo;
      const messages = body['messages'] as JsonObject[];
      const known = [...new Set(to as string[])].filter((id) => this.#platform.people.has(id));
      for (const id of known) {
        const misplaced = checkInChat(messages, id, this.#platform);
        if (misplaced) return misplaced;
      }
      const count = this.#friends(known);
      if (!this.#quota.allows(count)) return REFUSALS.monthlyLimit;
      this.#quota.spend(count);
      for (const id of known) this.#show(id, messages, this.#platform.reachable(id));
      return ok();
    });
  }

  #friends(userIds: readonly string[]): number {
    return userIds.filter((id) => this.#platform.reachable(id)).length;
  }

  /** Nobody sees what is said to someone who blocked the bot, yet LINE answers as if. */
  #show(chatId: string, messages: readonly JsonObject[], delivered: boolean): Sent[] {
    return messages.map((message) => {
      const quoted = this.#platform.findByQuoteToken(String(message['quoteToken']));
      const entry = { chatId, senderId: this.#platform.bot.userId, message };
      if (!delivered) {
        return { id: this.#platform.newMessageId(), quoteToken: this.#platform.random.token(50), message };
      }
      return this.#platform.post({ ...entry, ...(quoted ? { quotedMessageId: quoted.id } : {}) });
    });
  }
}

type Sent = Pick<ChatMessage, 'id' | 'quoteToken' | 'message'>;

/** Sounds and places cannot be quoted. */
const sent = (messages: readonly Sent[]): JsonObject[] =>
  messages.map(({ id, quoteToken, message }) =>
    ['audio', 'location'].includes(String(message['type'])) ? { id } : { id, quoteToken },
  );

function required(body: JsonObject, property: string): Answer | undefined {
  const value = body[property];
  return value !== undefined && value !== null && value !== ''
    ? undefined
    : badRequest([{ path: [property], message: 'May not be empty' }]);
}

const badTo = refusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)");
