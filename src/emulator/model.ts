/** The nouns of the LINE platform, as far as this machine plays it. */

/** A LINE account of a person. A person's 1:1 chat with the bot carries the person's own id. */
export interface Person {
  id: string;
  displayName: string;
  /** BCP 47; absent when the person never agreed to LINE's privacy policy. */
  language?: string;
  /** `none`: never added the bot; `blocked`: added and blocked it. */
  friendship: 'friend' | 'blocked' | 'none';
  /** The rich menu linked to this person alone. */
  richMenuId?: string;
}

/** A group or an old-style room. */
export interface Gathering {
  type: 'group' | 'room';
  id: string;
  name: string;
  /** People only: the bot is not counted. */
  memberIds: Set<string>;
  /** Whether the bot is in it. */
  hasBot: boolean;
}

/** The official account that is being emulated. */
export interface BotIdentity {
  userId: string;
  basicId: string;
  displayName: string;
}

/** Something that was said, with everything a screen needs. */
export interface ChatMessage {
  id: string;
  /** The person's id in a 1:1 chat, else the group's or room's id. */
  chatId: string;
  /** A person's id, or the bot's own id. */
  senderId: string;
  fromBot: boolean;
  /** Milliseconds since the epoch. */
  at: number;
  /** What a person reads: the text, or all texts inside a card or template, one per line. */
  text: string;
  /** LINE's JSON: as the bot sent it, or as the webhook told it. */
  message: JsonObject;
  quoteToken: string;
  quotedMessageId?: string;
  edited?: true;
}

/** Bytes that came with a photo, film, sound or file. */
export interface MediaContent {
  bytes: Buffer;
  contentType: string;
  /** `preparing` answers 202, `unsent` 410. */
  state: 'preparing' | 'ready' | 'unsent';
}

/** What people do, as a recorder sees it: told once it is on the screen, a tap or a taking back while its message still is. */
export type Act =
  | { type: 'say'; message: ChatMessage }
  | { type: 'press'; userId: string; chatId: string; action: Action; picked?: string }
  | { type: 'unsend'; message: ChatMessage }
  | { type: 'edit'; message: ChatMessage; text: string }
  | { type: 'follow' | 'unfollow'; userId: string }
  | { type: 'botJoins' | 'botLeaves'; groupId: string }
  | { type: 'joins' | 'leaves'; groupId: string; userIds: readonly string[] };

export type JsonObject = Record<string, unknown>;

/** An action object of LINE (button, quick reply). */
export type Action = JsonObject & { type: string };

/** Where an event comes from: `chatId` is the person's id in a 1:1 chat. */
export interface Place {
  type: 'user' | 'group' | 'room';
  id: string;
}

/** Whether a value is a JSON object (no array, not null). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of somebody's JSON; anything else counts as none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
