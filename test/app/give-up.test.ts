import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';
import { reportsOf } from '../support/reports.ts';
import { talk } from '../support/talk.ts';
import type { Talk } from '../support/talk.ts';

const TO_CONFIRMATION = ['รายงาน 1', '2', 'กำลังทำ', 'ข้าม'];

describe('an event that cannot be handled', () => {
  let test: TestBot;
  let officer: string;
  let person: Talk;
  /** How many times more a report cannot be saved. */
  let failures = 0;
  beforeEach(async () => {
    failures = 0;
    test = await startTestBot({
      store: (real) => ({
        ...real,
        reports: {
          ...real.reports,
          save: (...given) => {
            failures -= 1;
            return failures >= 0 ? Promise.reject(new Error('on purpose')) : real.reports.save(...given);
          },
        },
      }),
    });
    await test.plan(aPlan([aMeasure(1), aMeasure(2)]));
    officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer' });
    person = talk(test, officer);
    for (const line of TO_CONFIRMATION) await person.say(line);
  });
  afterEach(() => test.close());

  /** The sweep, as late as it comes. */
  async function sweep(): Promise<void> {
    test.clock.advance(10_000);
    await test.bot.sweep();
    await test.settled();
  }
  const answers = () => test.emulator.visible(officer).filter(({ fromBot }) => fromBot);

  it('takes effect and is answered once when it can be', async () => {
    failures = 2;
    const before = answers().length;
    expect(await person.say('บันทึก')).toBe('');
    await sweep();
    expect(answers()).toHaveLength(before);
    for (let time = 0; time < 5; time += 1) await sweep();
    expect(
      answers()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('บันทึกแล้วค่ะ')]);
    expect((await reportsOf(test, OFFICE)).map(({ history }) => history.length)).toEqual([1]);
  });

  it('keeps what comes after it waiting until it has, and then comes first', async () => {
    failures = 1;
    expect(await person.say('บันทึก')).toBe('');
    const next = await person.say('ค้าง');
    expect(next).toContain('บันทึกแล้วค่ะ');
    expect(next.indexOf('โครงการที่ 2')).toBeGreaterThan(next.indexOf('บันทึกแล้วค่ะ'));
  });

  it('is given up after five attempts: the person is told, and holds on to a bot that answers', async () => {
    failures = Infinity;
    expect(await person.say('บันทึก')).toBe('');
    const before = answers().length;
    for (let time = 0; time < 8; time += 1) await sweep();
    expect(
      answers()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining('ขออภัยค่ะ ระบบขัดข้องชั่วคราว')]);
    // What it owed is not forgotten, and holds nobody up.
    expect(await person.say('ค้าง')).toContain('โครงการที่ 2');
    failures = 0;
    for (const line of TO_CONFIRMATION) await person.say(line);
    expect(await person.say('บันทึก')).toContain('บันทึกแล้วค่ะ');
    expect((await reportsOf(test, OFFICE)).map(({ history }) => history.length)).toEqual([1]);
    const key = `${test.emulator.bot.userId}|${officer}|${officer}`;
    const left = (await test.store.sessions.read(key))?.debts ?? [];
    // The last one has been paid: whether it was, the inbox knows.
    expect(await Promise.all(left.map(({ eventId }) => test.store.inbox.stateOf(eventId)))).toEqual([
      'givenUp',
      'done',
    ]);
    expect(left[0]?.effects[0]?.type).toBe('saveReport');
  });
});
