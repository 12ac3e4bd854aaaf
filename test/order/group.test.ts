import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { contentOf, reportsOf } from '../support/reports.ts';
import { actionsIn, labelOf } from '../support/talk.ts';

/** How a member turns to the bot. A button that is not there (the question is answered by text) gives way to a mention. */
const WAYS = ['mention', 'name', 'fullWidthName', 'quote', 'button'] as const;
type Way = (typeof WAYS)[number];

interface Line {
  text: string;
  /** What the button says that means the same. */
  button?: string;
  way: Way;
}

const MEMBERS = 10;
const EVERYONE = 2 ** MEMBERS - 1;
const nameOf = (member: number) => `คนที่${'ABCDEFGHIJ'.charAt(member)}`;
const PLAN = Array.from({ length: MEMBERS }, (_, index) => aMeasure(index + 1));

/** One member reports one measure; what is written belongs to nobody else. */
const script = (member: number): fc.Arbitrary<Line[]> => {
  const own = (what: string) => `${what}ของ${nameOf(member)} โครงการที่ ${member + 1}`;
  const way = fc.constantFrom(...WAYS);
  const line = (text: string, button?: string) =>
    fc.record({ text: fc.constant(text), way, ...(button === undefined ? {} : { button: fc.constant(button) }) });
  const begin = line(`รายงาน ${member + 1}`);
  const save = fc.oneof(line('1', 'บันทึก'), line('บันทึก', 'บันทึก'));
  const obstacle = fc.oneof(line('ข้าม', 'ข้าม'), line(own('อุปสรรค')));
  const completed = fc.tuple(
    begin,
    line('1', 'ดำเนินการแล้วเสร็จ'),
    line(own('ผลงาน')),
    line(own('ผลลัพธ์'), 'บรรลุตามเป้าหมาย'),
    save,
  );
  const inProgress = fc.tuple(begin, line('อยู่ระหว่างดำเนินการ', 'อยู่ระหว่างดำเนินการ'), line(own('งาน')), obstacle, save);
  const cannot = fc.tuple(begin, line('3', 'ไม่สามารถดำเนินการได้'), line('4', 'อื่น'), line(own('เหตุผล')), save);
  return fc.oneof(completed, inProgress, cannot);
};

/** A linked group in an office of its own. */
class Group {
  readonly organisation: string;
  private readonly test: TestBot;
  private readonly members = new Map<number, string>();
  private id = '';

  constructor(test: TestBot, organisation: string) {
    this.test = test;
    this.organisation = organisation;
  }

  async begin(members: readonly number[]): Promise<this> {
    const { test, organisation } = this;
    await test.plan(aPlan(PLAN, { organisation }));
    for (const member of members) {
      this.members.set(member, await test.person(nameOf(member), { organisation, role: 'officer' }));
    }
    this.id = await test.group('กลุ่ม', [...this.members.values()], organisation);
    return this;
  }

  /** A member says a line; nothing is waited for. */
  act(member: number, { text, button, way }: Line): void {
    const { emulator } = this.test;
    const user = this.members.get(member) ?? '';
    const last = this.saidTo(member).at(-1);
    const tapped = actionsIn(last?.message).find((action) => button !== undefined && labelOf(action).includes(button));
    if (way === 'button' && tapped !== undefined) emulator.press(user, this.id, tapped);
    else if (way === 'quote' && last !== undefined) emulator.say(user, this.id, text, { quote: last.id });
    else if (way === 'name') emulator.say(user, this.id, `น้องสุจริต ${text}`);
    else if (way === 'fullWidthName') emulator.say(user, this.id, `＠น้องสุจริต ${text}`);
    else emulator.say(user, this.id, text, { mentionBot: true });
  }

  chat(member: number): void {
    const { emulator } = this.test;
    const user = this.members.get(member) ?? '';
    const quoted = emulator.visible(this.id).findLast(({ fromBot }) => !fromBot);
    emulator.say(user, this.id, '1', quoted === undefined ? {} : { quote: quoted.id });
    emulator.say(user, this.id, 'พรุ่งนี้ประชุมกี่โมง ใครไปบ้าง');
    emulator.sendSticker(user, this.id);
  }

  /** What the bot said to a member: its first line names them. */
  saidTo(member: number) {
    return this.said().filter(({ text }) => text.split('\n')[0]?.includes(nameOf(member)));
  }

  said() {
    return this.test.emulator.visible(this.id).filter(({ fromBot }) => fromBot);
  }

  /** Plays scripts in rounds: who acts in a round is a bit of its mask; afterwards everybody, until all are through. */
  async play(scripts: ReadonlyMap<number, readonly Line[]>, rounds: readonly number[]): Promise<void> {
    const { test } = this;
    const left = new Map([...scripts].map(([member, lines]) => [member, [...lines]]));
    for (let round = 0; [...left.values()].some((lines) => lines.length > 0); round += 1) {
      const mask = rounds[round] ?? EVERYONE;
      const acting = [...left].filter(([member, lines]) => (mask & (1 << member)) !== 0 && lines.length > 0);
      const before = new Map(acting.map(([member]) => [member, this.saidTo(member).length]));
      const saidBefore = this.said().length;
      test.clock.advance(1_000);
      for (const [member, lines] of acting) {
        this.act(member, lines.shift() as Line);
        if (mask % 3 === 0) this.chat([...this.members.keys()].at(-1 - (member % this.members.size)) ?? member);
      }
      await test.settled();
      // Everybody who spoke to the bot is answered once, by name; nobody else is.
      for (const [member] of acting) expect(this.saidTo(member)).toHaveLength((before.get(member) ?? 0) + 1);
      expect(this.said()).toHaveLength(saidBefore + acting.length);
    }
  }
}

/** The same conversations before one instance as before two: what each member reports alone is found out once. */
const SEED = fc.readConfigureGlobal().seed ?? randomInt(2 ** 31);
const alone = new Map<string, ReturnType<typeof contentOf>>();

describe.each([1, 2])('ten members of a group at once, before %i instance(s) of the bot', (instances) => {
  let test: TestBot;
  let offices = 0;
  beforeAll(async () => {
    test = await startTestBot({ instances });
    Object.assign(test.emulator.faults.webhook, { shuffle: true, duplicates: 1 });
  });
  afterAll(() => test.close());

  const office = (members: readonly number[]) => {
    offices += 1;
    return new Group(test, `องค์การบริหารส่วนตำบลที่ ${offices}`).begin(members);
  };
  const everybody = Array.from({ length: MEMBERS }, (_, member) => member);

  async function reportAlone(member: number, lines: readonly Line[]) {
    const key = JSON.stringify([member, lines.map(({ text, button, way }) => [text, way === 'button' ? button : ''])]);
    const known = alone.get(key);
    if (known !== undefined) return known;
    const group = await office([member]);
    await group.play(new Map([[member, lines]]), []);
    const content = contentOf(await reportsOf(test, group.organisation));
    expect(content.map(({ number }) => number)).toEqual([member + 1]);
    alone.set(key, content);
    return content;
  }

  it('report what each reports alone; nobody is answered twice, nor anybody who did not ask', async () => {
    const scripts = fc.tuple(...everybody.map(script));
    const rounds = fc.array(fc.nat({ max: EVERYONE }), { minLength: 6, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(scripts, rounds, async (lines, masks) => {
        const group = await office(everybody);
        await group.play(new Map(lines.entries()), masks);
        const together = await reportsOf(test, group.organisation);
        const expected = [];
        for (const [member, one] of lines.entries()) expected.push(...(await reportAlone(member, one)));
        expect(contentOf(together)).toEqual(expected);
        for (const { number, history, report } of together) {
          expect(history.map(({ by }) => by)).toEqual([nameOf(number - 1)]);
          const strangers = everybody.filter((one) => one !== number - 1);
          for (const member of strangers) expect(JSON.stringify(report)).not.toContain(nameOf(member));
        }
      }),
      { numRuns: 2, endOnFailure: true, seed: SEED },
    );
  }, 60_000);
});
