import { z } from 'zod';
import type { Chat, Content, Incoming } from '../app/incoming.ts';
import { address } from './address.ts';
import type { AddressRules, Mention } from './address.ts';
import { cleanText } from './clean-text.ts';
import { isHandled, PASSED_OVER } from './passed-over.ts';
import type { HandledType } from './passed-over.ts';

/** An event the bot may act on, or the word under which it is counted as passed over. */
export type Reading = { incoming: Incoming } | { passedOver: string };

/**
 * Reads one webhook event; what LINE adds later (types, fields) is ignored, never an error.
 * @param names names the bot answers to in groups
 */
export function readEvent(raw: unknown, destination: string, names: readonly string[]): Reading {
  const head = HEAD.safeParse(raw);
  if (!head.success) return { passedOver: 'malformed' };
  const { type, mode } = head.data;
  if (!isHandled(type)) return { passedOver: PASSED_OVER.has(type) ? type : nameOfNew(type) };
  if (mode !== undefined && mode !== 'active') return { passedOver: 'standby' };
  const envelope = ENVELOPE.safeParse(raw);
  if (!envelope.success) return { passedOver: 'malformed' };
  const { webhookEventId, timestamp, deliveryContext, source, replyToken } = envelope.data;
  // Some clients send the bot what it said itself.
  if (source.userId === destination) return { passedOver: 'own' };
  const chat = chatOf(source);
  const content = contentOf(type, raw, { names, inGroup: chat.type !== 'user' });
  if ('passedOver' in content) return content;
  return {
    incoming: {
      id: webhookEventId,
      destination,
      timestamp,
      redelivered: deliveryContext?.isRedelivery ?? false,
      chat,
      ...(source.userId === undefined ? {} : { userId: source.userId }),
      ...(replyToken === undefined ? {} : { replyToken }),
      content,
    },
  };
}

/** Identifiers and tokens of LINE are short and plain ASCII. */
export const ID = z.string().regex(/^[\x21-\x7e]{1,256}$/);
const OPTIONAL_ID = ID.optional().catch(undefined);

const HEAD = z.object({ type: z.string(), mode: z.string().optional().catch(undefined) });
const SOURCE = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), userId: ID }),
  z.object({ type: z.literal('group'), groupId: ID, userId: OPTIONAL_ID }),
  z.object({ type: z.literal('room'), roomId: ID, userId: OPTIONAL_ID }),
]);
/** The end of the year 9999: later instants have no date to show. */
const LAST_INSTANT = 253_402_300_799_999;
const ENVELOPE = z.object({
  webhookEventId: ID,
  timestamp: z.int().min(0).max(LAST_INSTANT),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).optional().catch(undefined),
  source: SOURCE,
  replyToken: OPTIONAL_ID,
});

/** Longer than anything LINE lets a person type. UTF-16 units. */
const LONGEST_TEXT = 10_000;
const MENTION = z.object({ index: z.int(), length: z.int(), isSelf: z.boolean().catch(false) });
const MESSAGE = z.object({ message: z.object({ type: z.string(), id: ID }) });
const TEXT = z.object({
  message: z.object({
    text: z.string().max(LONGEST_TEXT),
    quotedMessageId: OPTIONAL_ID,
    mention: z
      .object({ mentionees: z.array(MENTION.nullable().catch(null)) })
      .optional()
      .catch(undefined),
  }),
});
const MEDIA = z.enum(['image', 'video', 'audio', 'location', 'sticker']);
/** LINE lets people choose at most twenty at once; of more than a hundred nobody waits for the last. */
const IMAGE_SET = z.object({
  message: z.object({
    imageSet: z
      .object({ id: ID, total: z.int().min(1).max(100) })
      .optional()
      .catch(undefined),
  }),
});
const PLACE = z.object({
  message: z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    title: z.string().max(LONGEST_TEXT).optional().catch(undefined),
    address: z.string().max(LONGEST_TEXT).optional().catch(undefined),
  }),
});
const FILE = z.object({ message: z.object({ fileName: z.string().max(LONGEST_TEXT), fileSize: z.int().min(0) }) });
const UNSEND = z.object({ unsend: z.object({ messageId: ID }) });
/** LINE's own limit of postback data. UTF-16 units. */
const POSTBACK = z.object({ postback: z.object({ data: z.string().max(300) }) });
const MEMBERS = z.object({ members: z.array(z.object({ userId: OPTIONAL_ID }).catch({ userId: undefined })) });
const JOINED = z.object({ joined: MEMBERS });
const LEFT = z.object({ left: MEMBERS });

const MALFORMED = { passedOver: 'malformed' };

function chatOf(source: z.infer<typeof SOURCE>): Chat {
  if (source.type === 'group') return { type: 'group', id: source.groupId };
  if (source.type === 'room') return { type: 'room', id: source.roomId };
  return { type: 'user', id: source.userId };
}

function contentOf(type: HandledType, raw: unknown, rules: AddressRules): Content | { passedOver: string } {
  if (type === 'message' || type === 'messageEdited') return messageContent(type, raw, rules);
  if (type === 'unsend') {
    const read = UNSEND.safeParse(raw);
    return read.success ? { kind: 'unsend', messageId: read.data.unsend.messageId } : MALFORMED;
  }
  if (type === 'postback') {
    const read = POSTBACK.safeParse(raw);
    return read.success ? { kind: 'postback', data: read.data.postback.data } : MALFORMED;
  }
  if (type === 'memberJoined') {
    const read = JOINED.safeParse(raw);
    return read.success ? { kind: type, userIds: userIdsOf(read.data.joined) } : MALFORMED;
  }
  if (type === 'memberLeft') {
    const read = LEFT.safeParse(raw);
    return read.success ? { kind: type, userIds: userIdsOf(read.data.left) } : MALFORMED;
  }
  return { kind: type };
}

const userIdsOf = ({ members }: z.infer<typeof MEMBERS>): string[] => members.flatMap((member) => member.userId ?? []);

function messageContent(
  type: 'message' | 'messageEdited',
  raw: unknown,
  rules: AddressRules,
): Content | { passedOver: string } {
  const read = MESSAGE.safeParse(raw);
  if (!read.success) return MALFORMED;
  const { id: messageId, type: messageType } = read.data.message;
  if (messageType === 'text') return textContent(type, raw, messageId, rules);
  if (messageType === 'file' && type === 'message') {
    const file = FILE.safeParse(raw);
    if (!file.success) return MALFORMED;
    const { fileName, fileSize } = file.data.message;
    return { kind: 'file', messageId, name: cleanText(fileName).trim(), size: fileSize };
  }
  const media = MEDIA.safeParse(messageType);
  if (!media.success || type === 'messageEdited') return { passedOver: `${type}.${nameOfNew(messageType)}` };
  return mediaContent(media.data, raw, messageId);
}

function mediaContent(media: z.infer<typeof MEDIA>, raw: unknown, messageId: string): Content | { passedOver: string } {
  const content = { kind: 'media' as const, messageId, media };
  if (media === 'location') {
    const read = PLACE.safeParse(raw);
    if (!read.success) return MALFORMED;
    const { latitude, longitude, title, address } = read.data.message;
    const words = { ...(title === undefined ? {} : { title }), ...(address === undefined ? {} : { address }) };
    return { ...content, place: { latitude, longitude, ...words } };
  }
  const set = media === 'image' ? IMAGE_SET.safeParse(raw).data?.message.imageSet : undefined;
  return set === undefined ? content : { ...content, set: { id: set.id, total: set.total } };
}

function textContent(
  type: 'message' | 'messageEdited',
  raw: unknown,
  messageId: string,
  rules: AddressRules,
): Content | { passedOver: string } {
  const read = TEXT.safeParse(raw);
  if (!read.success) return MALFORMED;
  const { text: typed, quotedMessageId, mention } = read.data.message;
  const mentions = (mention?.mentionees ?? []).filter((one): one is Mention => one !== null);
  // LINE counts mentions in the text as sent, so they are cut before anything is cleaned.
  const { text: said, called, isForOthers } = address(typed, mentions, rules);
  const addressed = called || !rules.inGroup;
  // What people of a group say to each other is none of the bot's business: it goes no further than this line.
  if (isForOthers === true || (!addressed && quotedMessageId === undefined)) return { passedOver: 'notAddressed' };
  const text = cleanText(said).trim();
  if (type === 'messageEdited') return { kind: 'edited', messageId, text };
  return { kind: 'text', messageId, text, addressed, ...(quotedMessageId === undefined ? {} : { quotedMessageId }) };
}

/** A type LINE added since; anything that does not look like one is not repeated in logs and metrics. */
function nameOfNew(type: string): string {
  return /^[A-Za-z]{1,40}$/.test(type) ? type : 'unknown';
}
