/** What happened on LINE, reduced to what the bot may act on. `line/receive` makes these out of webhook bodies. */

export interface Chat {
  type: 'user' | 'group' | 'room';
  /** LINE's userId, groupId or roomId. */
  id: string;
}

export type Content =
  /** `addressed`: the message mentions this bot. `text` is as typed; a mention of this bot at its beginning is cut off. */
  | { kind: 'text'; messageId: string; text: string; addressed: boolean; quotedMessageId?: string }
  | { kind: 'postback'; data: string }
  | MediaContent
  /** `size` in bytes, as LINE says it. */
  | { kind: 'file'; messageId: string; name: string; size: number }
  | { kind: 'edited'; messageId: string; text: string }
  | { kind: 'unsend'; messageId: string }
  | { kind: 'follow' | 'unfollow' | 'join' | 'leave' }
  | { kind: 'memberJoined' | 'memberLeft'; userIds: string[] };

/** `set`: photos sent at once, in any order. `place`: of a location. */
export interface MediaContent {
  kind: 'media';
  messageId: string;
  media: 'image' | 'video' | 'audio' | 'location' | 'sticker';
  set?: { id: string; total: number };
  place?: { latitude: number; longitude: number; title?: string; address?: string };
}

export interface Incoming {
  /** LINE's webhookEventId: the same for every delivery of one event. */
  id: string;
  /** User ID of the bot that received it: one server can serve several channels later. */
  destination: string;
  /** When it happened, milliseconds since the epoch; kept on redelivery. */
  timestamp: number;
  redelivered: boolean;
  chat: Chat;
  /** Absent where LINE does not tell who it was; never key state on it then. */
  userId?: string;
  replyToken?: string;
  content: Content;
}
