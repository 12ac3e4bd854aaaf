import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { fixedClock } from '../support/clock.ts';
import { aMeasure, aPlan, OFFICE } from '../support/plan.ts';

const at = (bangkok: string) => Date.parse(`${bangkok}:00+07:00`);

describe('the opening of a round', () => {
  let test: TestBot;
  let group: string;
  beforeAll(async () => {
    test = await startTestBot({ clock: fixedClock(at('2027-04-01T08:29')) });
    const people = await Promise.all(Array.from({ length: 19 }, (_, index) => test.person(`คนที่ ${index}`)));
    const officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer', unit: 'กองคลัง' });
    group = await test.group('กลุ่มงาน', [...people, officer], OFFICE);
    await test.plan(
      aPlan(
        [1, 2, 3].map((number) => aMeasure(number, { responsibleUnits: [number < 3 ? 'กองคลัง' : 'กองช่าง'] })),
        {
          organisation: OFFICE,
        },
      ),
    );
  });
  afterAll(() => test.close());

  const pushed = () => test.emulator.visible(group).filter(({ fromBot }) => fromBot);

  it('is told to the group once, at 08:30, with the right numbers', async () => {
    await test.bot.sweep();
    expect(pushed()).toEqual([]);
    test.clock.set(at('2027-04-01T08:30'));
    await test.bot.sweep();
    await test.bot.sweep();
    expect(pushed()).toHaveLength(1);
    const [said] = pushed();
    for (const words of [
      'เปิดรับรายงานรอบ 6 เดือน ปีงบประมาณ 2570',
      'วันศุกร์ที่ 30 เม.ย. 2570',
      '3 จาก 3 ข้อ',
      'กองคลัง\n2 ข้อ',
    ]) {
      expect(said?.text).toContain(words);
    }
    expect(test.emulator.quota.used).toBe(20);
  });
});
