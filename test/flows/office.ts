import { randomUUID } from 'node:crypto';
import type { ImportedMeasure, ImportedPlan } from '../../src/importing/imported-plan.ts';
import type { Report, Role, Round } from '../../src/reporting/model.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';

/** An office of its own on a bot that several tests share: nothing of one is seen in another. */
export interface Office {
  name: string;
  /** A registered person, ready to talk in their 1:1 chat. */
  person(role: Role, options?: { name?: string; unit?: string }): Promise<Talk & { id: string }>;
  /** What is stored of a measure, by its number. */
  report(number: number, round?: Round): Promise<Report | undefined>;
}

/** Three measures of two units, one of them with money. */
export const MEASURES: ImportedMeasure[] = [
  aMeasure(1, { title: 'โครงการอบรมคุณธรรม', responsibleUnits: ['กองคลัง'], plannedBudget: 50_000, dimension: 1 }),
  aMeasure(2, { title: 'มาตรการเปิดเผยข้อมูล', responsibleUnits: ['กองช่าง'], dimension: 1 }),
  aMeasure(3, { title: 'กิจกรรมบัตรคิว', responsibleUnits: ['กองคลัง'], dimension: 1 }),
];

/** @param plans measures of one plan, or whole plans; `null`: an office without any */
export async function anOffice(
  test: TestBot,
  plans: readonly ImportedMeasure[] | readonly Partial<ImportedPlan>[] | null = MEASURES,
): Promise<Office> {
  const name = `องค์การบริหารส่วนตำบล ${randomUUID().slice(0, 8)}`;
  const { id } = await test.store.organisations.ensure(name);
  const given = plans ?? [];
  const wanted: Partial<ImportedPlan>[] = isMeasures(given) ? [{ measures: [...given] }] : [...given];
  for (const plan of plans === null ? [] : wanted) {
    const units = aPlan([...(plan.measures ?? [])]).units;
    await test.plan(aPlan([], { units, ...plan, organisation: name }));
  }
  return {
    name,
    person: async (role, { name: called = 'สมใจ', unit } = {}) => {
      const lineId = await test.person(called, { organisation: name, role, ...(unit === undefined ? {} : { unit }) });
      return { id: lineId, ...talk(test, lineId) };
    },
    report: async (number, round = 6) => {
      const [plan] = await test.store.plans.current(id);
      const measure = plan?.measures.find((one) => one.measure.number === number);
      return (await test.store.reports.read(id, measure?.id ?? '', round))?.report;
    },
  };
}

const isMeasures = (
  given: readonly ImportedMeasure[] | readonly Partial<ImportedPlan>[],
): given is readonly ImportedMeasure[] => given.length > 0 && given.every((one) => 'title' in one);

/** The postback data of a button that is on the screen now and matches. */
export function buttonData(person: Talk, pattern: RegExp): string {
  const found = new RegExp(`"data":"(${pattern.source})"`).exec(
    JSON.stringify(person.last().map((one) => one.message)),
  );
  if (found?.[1] === undefined) throw new Error(`no button with data like ${pattern.source}`);
  return found[1];
}

/** Presses a button that may be long gone from the screen; returns what the bot said then. */
export async function press(test: TestBot, userId: string, data: string, chatId: string = userId): Promise<string> {
  test.clock.advance(1000);
  const seen = test.emulator.visible(chatId).filter(({ fromBot }) => fromBot).length;
  test.emulator.press(userId, chatId, { type: 'postback', data });
  await test.settled();
  const said = test.emulator.visible(chatId).filter(({ fromBot }) => fromBot);
  return said
    .slice(seen)
    .map(({ text }) => text)
    .join('\n');
}

/** A code made by asking the bot for one. */
export async function inviteCode(coordinator: Talk, taps: readonly string[]): Promise<string> {
  let answer = await coordinator.say('เชิญ');
  for (const label of taps) answer = await coordinator.tap(label);
  const code = /ลงทะเบียน ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(answer)?.[1];
  if (code === undefined) throw new Error(`no code in ${answer}`);
  return code;
}
