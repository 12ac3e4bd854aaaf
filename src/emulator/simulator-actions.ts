import { z } from 'zod';
import type { MovableClock } from '../clock.ts';
import { bangkokInstant } from '../thai/calendar.ts';
import type { Emulator } from './emulator.ts';
import { API_FAULTS, noFaults } from './faults.ts';
import type { MakeOrganisation } from './simulator-organisations.ts';
import { FAULTY } from './simulator-state.ts';
import { checkMessages } from './validate/request.ts';

/** Makes a transcript of what was said; see `src/transcripts/save.ts`. */
export type SaveTranscript = () => Promise<{ text: string; differing: number }>;

/** Does one thing for the page: takes the body of a post, checks it, and throws (or rejects) when it is not possible. */
export type SimulatorAction = (body: unknown) => unknown;

/** What the page may do, by name; what an action returns is told to the page. */
export function simulatorActions(
  emulator: Emulator,
  {
    clock,
    makeOrganisation,
    saveTranscript,
  }: { clock?: MovableClock; makeOrganisation?: MakeOrganisation; saveTranscript?: SaveTranscript },
): Record<string, SimulatorAction> {
  return {
    /** Makes a person, who then adds the bot as a friend. */
    person: (body: unknown): void => {
      const { id } = emulator.addUser({ name: z.object({ name: NAME }).parse(body).name, friendship: 'none' });
      emulator.follow(id);
    },
    /** Makes a group of people, who then invite the bot. */
    group: (body: unknown): void => {
      const { name, memberIds } = z.object({ name: NAME, memberIds: z.array(z.string()).min(1) }).parse(body);
      const { id } = emulator.addGroup({ name, memberIds, hasBot: false });
      emulator.botJoins(id);
    },
    /** Makes an organisation, of a name or of a plan's file; tells its name and how many measures were in the file. */
    organisation: async (body: unknown) => {
      const { name, fileName, base64 } = ORGANISATION.parse(body);
      if (makeOrganisation === undefined) throw new Error('there is no store here');
      return makeOrganisation({
        ...(name === undefined ? {} : { name }),
        ...(base64 === undefined ? {} : { file: { name: fileName ?? '', bytes: Buffer.from(base64, 'base64') } }),
      });
    },
    /** Everything said so far as a transcript without identities; tells its text, and what was answered otherwise when it was played. */
    transcript: async () => {
      if (saveTranscript === undefined) throw new Error('there is no store here');
      return saveTranscript();
    },
    clock: (body: unknown): void => {
      const { at } = z.object({ at: z.iso.datetime({ local: true, precision: -1 }).nullable() }).parse(body);
      if (clock === undefined) throw new Error('this clock cannot be set');
      const [date = '', time = ''] = at?.split('T') ?? [];
      clock.moveTo(at === null ? null : bangkokInstant(date, time));
      emulator.platform.touch();
    },
    /** Sets a fault; nothing else changes. */
    fault: (body: unknown): void => {
      const fault = FAULT.parse(body);
      if (fault.endpoint === 'webhook') Object.assign(emulator.faults.webhook, { [fault.name]: fault.value });
      else emulator.faults[fault.endpoint][fault.name] = fault.value;
      emulator.platform.touch();
    },
    calm: (): void => {
      Object.assign(emulator.faults, noFaults());
      emulator.platform.touch();
    },
    redeliver: (): void => {
      emulator.redeliver();
    },
    /** Sets how many messages a month has; null: no limit. */
    quota: (body: unknown): void => {
      emulator.quota.limit = z.object({ limit: z.int().min(0).max(1_000_000).nullable() }).parse(body).limit;
      emulator.platform.touch();
    },
    /** LINE's answer to messages, without sending them; nothing when they are good. */
    validate: (body: unknown): unknown =>
      checkMessages(z.object({ messages: z.unknown() }).parse(body).messages)?.body ?? {},
    say: (body: unknown): void => {
      const { userId, chatId, text, ...options } = SAY.parse(body);
      emulator.say(userId, chatId, text, options);
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

/** As long as LINE lets a name be. */
const NAME = z.string().trim().min(1).max(50);
const FAULT = z.union([
  z.object({ endpoint: z.enum(FAULTY), name: z.enum(API_FAULTS), value: z.int().min(0).max(1000) }),
  z.object({ endpoint: z.enum(FAULTY), name: z.literal('slowMs'), value: z.int().min(0).max(60_000) }),
  z.object({
    endpoint: z.literal('webhook'),
    name: z.enum(['duplicates', 'redeliveries']),
    value: z.int().min(0).max(10),
  }),
  z.object({ endpoint: z.literal('webhook'), name: z.enum(['shuffle', 'standby', 'lose']), value: z.boolean() }),
  z.object({ endpoint: z.literal('webhook'), name: z.literal('omitUserId'), value: z.number().min(0).max(1) }),
]);
const ORGANISATION = z
  .object({ name: z.string().trim().min(1).max(200), fileName: z.string().max(200), base64: z.string() })
  .partial();
const PERSON = z.object({ userId: z.string() });
const GROUP = z.object({ groupId: z.string() });
const MEMBER = PERSON.extend({ groupId: z.string() });
const IN_CHAT = PERSON.extend({ chatId: z.string() });
const SAY = IN_CHAT.extend({
  /** What the input line of LINE takes. */
  text: z.string().min(1).max(10_000),
  quote: z.string().exactOptional(),
  mentionBot: z.boolean().exactOptional(),
  mentionUsers: z.array(z.string()).max(20).exactOptional(),
  mentionAll: z.boolean().exactOptional(),
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
