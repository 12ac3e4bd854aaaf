import { EventEmitter } from 'node:events';
import type { Clock } from '../clock.ts';
import type {
  Act,
  Action,
  BotIdentity,
  ChatMessage,
  Gathering,
  JsonObject,
  MediaContent,
  Person,
  Place,
} from './model.ts';
import { RandomSource } from './random.ts';
import { actionsIn, readable } from './readable.ts';

export interface PlatformOptions {
  clock: Clock;
  /** The same ids each time. */
  seed?: number;
  bot?: Partial<BotIdentity>;
}

/** What LINE knows: people, groups, who befriended or blocked the bot, and all that was said. No network here. */
export class LinePlatform {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly bot: BotIdentity;
  readonly people = new Map<string, Person>();
  readonly gatherings = new Map<string, Gathering>();
  readonly media = new Map<string, MediaContent>();
  readonly #messages: ChatMessage[] = [];
  readonly #changes = new EventEmitter();
  readonly #closed = new Map<string, string>();
  #nextMessage: number;
  #revision = 0;

  constructor(options: PlatformOptions) {
    this.clock = options.clock;
    this.random = new RandomSource(options.seed);
    // Ids of an earlier start may still be on record somewhere.
    this.#nextMessage = options.seed === undefined ? options.clock.now() : 1;
    this.bot = {
      userId: options.bot?.userId ?? `U${this.random.hex(32)}`,
      basicId: options.bot?.basicId ?? `@${this.random.characters(3, '0123456789')}${this.random.hex(5)}`,
      displayName: options.bot?.displayName ?? 'Bot',
    };
  }

  /** Grows with every change anyone could see. */
  get revision(): number {
    return this.#revision;
  }

  /** Sets up a person; no event is sent. Friends of the bot unless said otherwise. */
  addUser(options: { name: string; language?: string; id?: string; friendship?: Person['friendship'] }): Person {
    const person: Person = {
      id: options.id ?? `U${this.random.hex(32)}`,
      displayName: options.name,
      friendship: options.friendship ?? 'friend',
      ...(options.language === undefined ? {} : { language: options.language }),
    };
    if (this.people.has(person.id)) throw new Error(`there is already a person ${person.id}`);
    this.people.set(person.id, person);
    this.touch();
    return person;
  }

  /** Sets up a group (or room) with the bot in it unless said otherwise; no event is sent. */
  addGroup(options: {
    name: string;
    memberIds?: readonly string[];
    id?: string;
    type?: Gathering['type'];
    hasBot?: boolean;
  }): Gathering {
    const type = options.type ?? 'group';
    const gathering: Gathering = {
      type,
      id: options.id ?? `${type === 'group' ? 'C' : 'R'}${this.random.hex(32)}`,
      name: options.name,
      memberIds: new Set(options.memberIds),
      hasBot: options.hasBot ?? true,
    };
    for (const id of gathering.memberIds) this.person(id);
    if (this.gatherings.has(gathering.id)) throw new Error(`there is already a group ${gathering.id}`);
    this.gatherings.set(gathering.id, gathering);
    this.touch();
    return gathering;
  }

  /** @throws when nobody has this id: a mistake of the test or of the page */
  person(id: string): Person {
    const person = this.people.get(id);
    if (!person) throw new Error(`nobody has the id ${id}`);
    return person;
  }

  /** @throws when there is no such group or room */
  gathering(id: string): Gathering {
    const gathering = this.gatherings.get(id);
    if (!gathering) throw new Error(`there is no group or room ${id}`);
    return gathering;
  }

  /** The chat with this id, seen as a source of events. @throws when there is none */
  place(chatId: string): Place {
    const gathering = this.gatherings.get(chatId);
    return gathering ? { type: gathering.type, id: chatId } : { type: 'user', id: this.person(chatId).id };
  }

  nameOf(userId: string): string {
    return userId === this.bot.userId ? this.bot.displayName : (this.people.get(userId)?.displayName ?? userId);
  }

  /** Whether the bot hears this chat, and may answer in it: groups it is in, and everyone who has not blocked it. */
  hears(chatId: string): boolean {
    const gathering = this.gatherings.get(chatId);
    return gathering ? gathering.hasBot : this.person(chatId).friendship !== 'blocked';
  }

  /** Whether what the bot pushes into this chat reaches anyone: groups it is in, and its friends. */
  reachable(chatId: string): boolean {
    const gathering = this.gatherings.get(chatId);
    return gathering ? gathering.hasBot : this.people.get(chatId)?.friendship === 'friend';
  }

  newMessageId(): string {
    const id = String(500_000_000_000_000_000n + BigInt(this.#nextMessage));
    this.#nextMessage += 1;
    return id;
  }

  /** Puts a message on the screen and tells the listeners. */
  post(entry: {
    chatId: string;
    senderId: string;
    message: JsonObject;
    quotedMessageId?: string;
    id?: string;
  }): ChatMessage {
    const message: ChatMessage = {
      id: entry.id ?? this.newMessageId(),
      chatId: entry.chatId,
      senderId: entry.senderId,
      fromBot: entry.senderId === this.bot.userId,
      at: this.clock.now(),
      text: readable(entry.message, (id) => this.nameOf(id)),
      message: entry.message,
      quoteToken: `q${this.random.token(50)}`,
      ...(entry.quotedMessageId === undefined ? {} : { quotedMessageId: entry.quotedMessageId }),
    };
    this.#messages.push(message);
    this.touch();
    this.#changes.emit('message', message);
    return message;
  }

  /** What a person sees in the chat, in order. */
  visible(chatId: string): ChatMessage[] {
    return this.#messages.filter((message) => message.chatId === chatId);
  }

  findMessage(id: string): ChatMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  findByQuoteToken(quoteToken: string): ChatMessage | undefined {
    return this.#messages.find((message) => message.quoteToken === quoteToken);
  }

  /** Puts another text in the place of a message's text. */
  changeText(id: string, text: string): void {
    const message = this.findMessage(id);
    if (!message) throw new Error(`there is no message ${id}`);
    message.message = { ...message.message, text };
    message.text = text;
    message.edited = true;
    this.touch();
  }

  /** The quick replies a person could tap now: those of the last message, unless one was tapped. */
  quickReplies(chatId: string): Action[] {
    const last = this.visible(chatId).at(-1);
    if (!last || !last.fromBot || last.id === this.#closed.get(chatId)) return [];
    return actionsIn(last.message, 'quickReply');
  }

  /** A tapped quick reply takes the others with it. */
  closeQuickReplies(chatId: string, tapped: Action): void {
    const wanted = JSON.stringify(tapped);
    const last = this.visible(chatId).at(-1);
    const open = this.quickReplies(chatId).some((action) => JSON.stringify(action) === wanted);
    if (last && open) this.#closed.set(chatId, last.id);
  }

  /** Takes a message off every screen, and its bytes out of the store. */
  remove(id: string): void {
    const at = this.#messages.findIndex((message) => message.id === id);
    if (at >= 0) this.#messages.splice(at, 1);
    const media = this.media.get(id);
    if (media) this.media.set(id, { ...media, bytes: Buffer.alloc(0), state: 'unsent' });
    this.touch();
  }

  /** Calls back for each new message of anyone; returns how to stop. */
  onMessage(listener: (message: ChatMessage) => void): () => void {
    this.#changes.on('message', listener);
    return () => {
      this.#changes.off('message', listener);
    };
  }

  /** Tells who listens what a person does. */
  did(act: Act): void {
    this.#changes.emit('act', act);
  }

  /** Calls back for each thing a person does; returns how to stop. */
  onAct(listener: (act: Act) => void): () => void {
    this.#changes.on('act', listener);
    return () => {
      this.#changes.off('act', listener);
    };
  }

  /** Calls back after each change anyone could see; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#changes.on('change', listener);
    return () => {
      this.#changes.off('change', listener);
    };
  }

  touch(): void {
    this.#revision += 1;
    this.#changes.emit('change');
  }
}
