import { hashCode } from '../../src/app/codes.ts';
import { makeBot } from '../../src/bot.ts';
import type { Bot } from '../../src/bot.ts';
import type { Clock } from '../../src/clock.ts';
import type { ChatMessage } from '../../src/emulator/model.ts';
import { makeLineContent } from '../../src/line/content.ts';
import { makeLineInsight } from '../../src/line/insight.ts';
import { makeLineGateway } from '../../src/line/send.ts';

import type { Stage } from '../../src/reminders/ladder.ts';
import type { LoggedOccurrence } from '../../src/reminders/occurrence.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot, TestBotOptions } from '../support/bot.ts';
import { fixedClock } from '../support/clock.ts';
import { content } from '../support/content.ts';
import { silentLog } from '../support/log.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';

/** An instant by the clock on the wall of an office: `2027-04-01T08:30`. */
export const at = (bangkok: string): number => Date.parse(`${bangkok}:00+07:00`);

/** What a sentence says in Thai whatever fills its gaps: its longest part. */
export function wordsOf(key: string): string {
  const sentence = key.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], SENTENCES);
  const [longest = ''] = String(sentence)
    .split(/\{\{[^}]*\}\}/)
    .toSorted((a, b) => b.length - a.length);
  return longest.trim();
}

const SENTENCES = content.sentences.th;

/** How often a part stands in a text. */
export const times = (text: string, part: string): number => text.split(part).length - 1;

/** The morning a round opens on. */
export const OPENING = '2027-04-01T08:30';
export const MINUTE = 60_000;

/** A stage that is due at the opening of a round, told to everybody, with what a test does not care about filled in. */
export const aStage = (overrides: Partial<Stage> = {}): Stage => ({
  id: 'probe',
  from: 'opening',
  days: 0,
  at: '08:30',
  to: ['group', 'officers', 'supervisors', 'coordinator'],
  wording: 'remaining',
  named: true,
  priority: 2,
  usefulDays: 2,
  ...overrides,
});

export interface DeskOptions extends TestBotOptions {
  /** A bot that other offices are on already. */
  on?: TestBot;
  name?: string;
  /** Time by the wall; eight in the morning of the opening unless said otherwise. */
  from?: string;
  /** The office's own ladder; absent: the default one. */
  stages?: Stage[];
  /** How many officers; the measures belong to them in turn. */
  officers?: number;
  /** People in the linked group who are not registered; `null`: no group. */
  others?: number | null;
  /** Messages a month. */
  limit?: number | null;
}

/** An office that is reminded, on a bot of its own: coordinator, supervisor, officers, and a group of all of them. */
export interface Desk {
  test: TestBot;
  name: string;
  organisationId: string;
  coordinator: string;
  supervisor: string;
  officers: string[];
  /** Empty when there is none. */
  group: string;
  /** Everyone a stage for everybody reaches. */
  chats: string[];
  /** What the bot has said in a chat. */
  said: (chatId: string) => ChatMessage[];
  /** The same as one text. */
  textIn: (chatId: string) => string;
  /** Turns the clock to a time and lets the bot do what is due. */
  sweepAt: (bangkok: string) => Promise<void>;
  /** Lets time pass in steps, and the bot do what is due after each. */
  pass: (steps: number, milliseconds?: number) => Promise<void>;
  /** Every reminder of a stage, as the log has it. */
  log: () => Promise<LoggedOccurrence[]>;
  /** Chat → state and reason, of reminders of stages. */
  endings: () => Promise<Record<string, string>>;
}

/** The unit of an officer, by their place in the list. */
export const unitOf = (index: number): string => `กองที่ ${index + 1}`;

export async function aDesk(options: DeskOptions = {}): Promise<Desk> {
  const { on, name = OFFICE, from = '2027-04-01T08:00', stages, officers: count = 2, others = 2, limit } = options;
  const test = on ?? (await startTestBot({ clock: fixedClock(at(from)), ...options }));
  test.clock.set(at(from));
  if (limit !== undefined) test.emulator.quota.limit = limit;
  const { id } = await test.store.organisations.ensure(name);
  const coordinator = await test.person('ปลัดสมพร', { organisation: name, role: 'coordinator' });
  const supervisor = await test.person('ผอ.วิชัย', { organisation: name, role: 'supervisor' });
  const officers: string[] = [];
  for (let index = 0; index < count; index += 1) {
    officers.push(
      await test.person(`เจ้าหน้าที่ ${index + 1}`, { organisation: name, role: 'officer', unit: unitOf(index) }),
    );
  }
  let group = '';
  if (others !== null) {
    const strangers: string[] = [];
    for (let index = 0; index < others; index += 1) strangers.push(await test.person(`คนอื่น ${index}`));
    group = await test.group('กลุ่มงาน', [coordinator, supervisor, ...officers, ...strangers], name);
  }
  const measures = Array.from({ length: count }, (_, index) =>
    aMeasure(index + 1, { responsibleUnits: [unitOf(index)] }),
  );
  await test.plan(aPlan(measures, { organisation: name }));
  await test.store.schedules.open(id, at(from));
  if (stages !== undefined) await test.store.schedules.setStages(id, stages, at(from));
  const said = (chatId: string) => test.emulator.visible(chatId).filter(({ fromBot }) => fromBot);
  const log = async () =>
    (await test.store.occurrences.search(id, { limit: 500 })).filter(({ subject }) => subject.kind === 'stage');
  return {
    test,
    name,
    organisationId: id,
    coordinator,
    supervisor,
    officers,
    group,
    chats: [...(group === '' ? [] : [group]), coordinator, supervisor, ...officers],
    said,
    textIn: (chatId) =>
      said(chatId)
        .map(({ text }) => text)
        .join('\n'),
    sweepAt: async (bangkok) => {
      test.clock.set(at(bangkok));
      await test.bot.sweep();
    },
    pass: async (steps, milliseconds = MINUTE) => {
      for (let step = 0; step < steps; step += 1) {
        test.clock.advance(milliseconds);
        await test.bot.sweep();
      }
    },
    log,
    endings: async () =>
      Object.fromEntries((await log()).map(({ target, state, reason }) => [target.chatId, `${state} ${reason ?? ''}`])),
  };
}

/** The report of an officer's measure, put on record as if they had just saved it. */
export async function reportMeasure({ test, organisationId }: Desk, number: number): Promise<void> {
  const [plan] = await test.store.plans.current(organisationId);
  const measure = plan?.measures.find((one) => one.measure.number === number);
  if (plan === undefined || measure === undefined) throw new Error(`there is no measure ${number}`);
  await test.store.reports.save(
    organisationId,
    { planId: plan.id, measureId: measure.id, round: 6 },
    { status: 'inProgress', result: 'ทำแล้ว' } as never,
    { eventId: `by-hand-${number}`, by: 'ทดสอบ', at: test.clock.now() },
  );
}

/** Another process of the same bot: nothing in memory, the same store and LINE, a clock of its own if it has one. */
export async function anotherBot({ store, emulator, clock }: TestBot, own: Clock = clock): Promise<Bot> {
  const line = {
    channelAccessToken: 'test-token',
    baseURL: await emulator.listen(),
    timeoutMs: 2_000,
    log: silentLog,
  };
  return makeBot({
    store,
    gateway: makeLineGateway(line),
    insight: makeLineInsight(line),
    lineContent: makeLineContent(line),
    clock: own,
    log: silentLog,
    content,
    defaultLocale: 'th',
    channelSecret: 'test-secret',
    setupCodeHash: hashCode('START-2570'),
    settleMs: 0,
    ping: () => Promise.resolve(true),
  });
}
