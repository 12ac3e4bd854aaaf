import { z } from 'zod';
import type { Emulator } from './emulator.ts';

/** What the page may do: each takes the body of a post, checks it, and throws when it is not possible. */
export function simulatorActions(emulator: Emulator) {
  return {
    say: (body: unknown): void => {
      const { userId, chatId, text, quote, mentionBot } = SAY.parse(body);
      emulator.say(userId, chatId, text, {
        ...(quote === undefined ? {} : { quote }),
        ...(mentionBot === undefined ? {} : { mentionBot }),
      });
    },
    press: (body: unknown): void => {
      const { userId, chatId, action, picked } = PRESS.parse(body);
      emulator.press(userId, chatId, action, picked);
    },
    media: (body: unknown): void => {
      const { userId, chatId, type, fileName, contentType, base64 } = MEDIA.parse(body);
      emulator.sendMedia(userId, chatId, type, Buffer.from(base64, 'base64'), { fileName, contentType });
    },
    unsend: (body: unknown): void => {
      emulator.unsend(z.object({ messageId: z.string() }).parse(body).messageId);
    },
    follow: (body: unknown): void => {
      emulator.follow(PERSON.parse(body).userId);
    },
    unfollow: (body: unknown): void => {
      emulator.unfollow(PERSON.parse(body).userId);
    },
    join: (body: unknown): void => {
      emulator.botJoins(GROUP.parse(body).groupId);
    },
    leave: (body: unknown): void => {
      emulator.botLeaves(GROUP.parse(body).groupId);
    },
    'member-join': (body: unknown): void => {
      const { groupId, userId } = MEMBER.parse(body);
      emulator.membersJoin(groupId, [userId]);
    },
    'member-leave': (body: unknown): void => {
      const { groupId, userId } = MEMBER.parse(body);
      emulator.membersLeave(groupId, [userId]);
    },
  };
}

const PERSON = z.object({ userId: z.string() });
const GROUP = z.object({ groupId: z.string() });
const MEMBER = PERSON.extend({ groupId: z.string() });
const IN_CHAT = PERSON.extend({ chatId: z.string() });
const SAY = IN_CHAT.extend({
  /** What the input line of LINE takes. */
  text: z.string().min(1).max(10_000),
  quote: z.string().optional(),
  mentionBot: z.boolean().optional(),
});
const PRESS = IN_CHAT.extend({
  action: z.looseObject({ type: z.string() }),
  picked: z
    .union([z.object({ date: z.string() }), z.object({ time: z.string() }), z.object({ datetime: z.string() })])
    .optional(),
});
const MEDIA = IN_CHAT.extend({
  type: z.enum(['image', 'video', 'audio', 'file']),
  fileName: z.string().max(200),
  contentType: z.string().max(100),
  base64: z.string(),
});
