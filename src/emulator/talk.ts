import type { Courier } from './courier.ts';
import type { EventMaker } from './events.ts';
import type { Action, ChatMessage, JsonObject } from './model.ts';
import type { LinePlatform } from './platform.ts';

export interface SayOptions {
  /** Id of the message that is quoted. */
  quote?: string;
  /** Mentions the bot: at `@name` in the text, else put in front of it. Groups and rooms only. */
  mentionBot?: boolean;
  /** Mentions these people in the same way. */
  mentionUsers?: readonly string[];
  /** Mentions `@All`. */
  mentionAll?: boolean;
}

export interface PickedTime {
  date?: string;
  time?: string;
  datetime?: string;
}

/** What people write and tap. Each method changes the screen at once and sends the webhook that LINE would send. */
export class Talk {
  readonly #platform: LinePlatform;
  readonly #events: EventMaker;
  readonly #courier: Courier;

  constructor(platform: LinePlatform, events: EventMaker, courier: Courier) {
    this.#platform = platform;
    this.#events = events;
    this.#courier = courier;
  }

  /** A person writes in a chat (their own id: the 1:1 chat with the bot). */
  say(userId: string, chatId: string, text: string, options: SayOptions = {}): ChatMessage {
    const mention = this.#mention(text, options);
    const quoted = options.quote === undefined ? {} : { quotedMessageId: options.quote };
    const content = { type: 'text', text: mention.text, ...mention.found };
    return this.speak(userId, chatId, content, quoted);
  }

  /**
   * A person taps a button or quick reply. A postback shows its displayText on the screen only; a message action is said;
   * a link and the like tell the bot nothing.
   */
  press(userId: string, chatId: string, action: Action, picked?: PickedTime): void {
    this.mayTalk(userId, chatId);
    const isTold = action.type === 'postback' || action.type === 'datetimepicker';
    const value = picked?.date ?? picked?.time ?? picked?.datetime;
    if (isTold) {
      this.#platform.did({ type: 'press', userId, chatId, action, ...(value === undefined ? {} : { picked: value }) });
    }
    this.#platform.closeQuickReplies(chatId, action);
    if (action.type === 'message') this.say(userId, chatId, String(action['text']));
    if (!isTold) return;
    const shown = action['displayText'] ?? action['text'];
    if (typeof shown === 'string') {
      this.#platform.post({ chatId, senderId: userId, message: { type: 'text', text: shown } });
    }
    if (!this.#platform.hears(chatId)) return;
    const postback = { data: String(action['data']), ...(picked ? { params: picked } : {}) };
    const place = this.#platform.place(chatId);
    this.#courier.send([this.#events.make('postback', { place, userId, answerable: true }, { postback })]);
  }

  /** Says anything that LINE delivers as a message event; `content` is the webhook's `message` without ids and tokens. */
  speak(
    userId: string,
    chatId: string,
    content: JsonObject,
    extra: { quotedMessageId?: string; quotable?: boolean } = {},
  ): ChatMessage {
    this.mayTalk(userId, chatId);
    const quoted = extra.quotedMessageId === undefined ? {} : { quotedMessageId: extra.quotedMessageId };
    const message = this.#platform.post({ chatId, senderId: userId, message: content, ...quoted });
    this.#platform.did({ type: 'say', message });
    if (this.#platform.hears(chatId)) {
      const token = extra.quotable === false ? {} : { quoteToken: message.quoteToken };
      const detail = { message: { id: message.id, ...content, ...token, ...quoted } };
      const place = this.#platform.place(chatId);
      this.#courier.send([this.#events.make('message', { place, userId, answerable: true }, detail)]);
    }
    return message;
  }

  /** A person takes a message back: gone from every screen. */
  unsend(messageId: string): void {
    const message = this.#own(messageId);
    const { chatId, senderId } = message;
    this.#platform.did({ type: 'unsend', message });
    this.#platform.remove(messageId);
    this.#tell('unsend', chatId, senderId, false, { unsend: { messageId } });
  }

  /** A person changes the text of a message; LINE allows it in groups only. */
  edit(messageId: string, text: string): void {
    const message = this.#own(messageId);
    const place = this.#platform.place(message.chatId);
    if (place.type === 'user') throw new Error('messages cannot be edited in a 1:1 chat with a bot');
    this.#platform.did({ type: 'edit', message, text });
    this.#platform.changeText(messageId, text);
    const content = { type: 'text', id: messageId, text, quoteToken: message.quoteToken };
    this.#tell('messageEdited', message.chatId, message.senderId, true, { message: content });
  }

  /** @throws when this person cannot write in this chat */
  mayTalk(userId: string, chatId: string): void {
    const gathering = this.#platform.gatherings.get(chatId);
    this.#platform.person(userId);
    if (gathering ? !gathering.memberIds.has(userId) : chatId !== userId) {
      throw new Error(`${userId} is not in the chat ${chatId}`);
    }
  }

  #tell(type: string, chatId: string, userId: string, answerable: boolean, detail: JsonObject): void {
    if (!this.#platform.hears(chatId)) return;
    const place = this.#platform.place(chatId);
    this.#courier.send([this.#events.make(type, { place, userId, answerable }, detail)]);
  }

  #own(messageId: string): ChatMessage {
    const message = this.#platform.findMessage(messageId);
    if (!message || message.fromBot) throw new Error(`no person's message ${messageId}`);
    return message;
  }

  #mention(text: string, options: SayOptions): { text: string; found: { mention?: JsonObject } } {
    const { bot } = this.#platform;
    const wanted = [
      ...(options.mentionBot ? [{ type: 'user', userId: bot.userId, isSelf: true, label: `@${bot.displayName}` }] : []),
      ...(options.mentionUsers ?? []).map((userId) => ({
        type: 'user',
        userId,
        isSelf: false,
        label: `@${this.#platform.person(userId).displayName}`,
      })),
      ...(options.mentionAll ? [{ type: 'all', label: '@All' }] : []),
    ];
    if (wanted.length === 0) return { text, found: {} };
    const missing = wanted.filter(({ label }) => !text.includes(label));
    const whole = [...missing.map(({ label }) => label), text].join(' ');
    const mentionees = wanted.map(({ label, ...who }) => ({
      index: whole.indexOf(label),
      length: label.length,
      ...who,
    }));
    return { text: whole, found: { mention: { mentionees } } };
  }
}
