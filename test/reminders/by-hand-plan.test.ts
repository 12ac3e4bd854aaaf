import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { aDesk, aStage, at, MINUTE, OPENING, reportMeasure } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

describe('the plan and the log of reminders, by chat', () => {
  let test: TestBot;
  let desk: Desk;
  let offices = 0;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  /** Another office on the bot, the day before a round opens, ten in the morning; its coordinator, ready to talk. */
  const open = async (options: DeskOptions = {}) => {
    offices += 1;
    const name = `องค์การบริหารส่วนตำบลที่ ${offices}`;
    desk = await aDesk({ on: test, name, from: '2027-03-31T10:00', stages: [aStage()], ...options });
    return talk(test, desk.coordinator);
  };
  const sweep = () => test.bot.sweep();
  /** How many messages each officer has got. */
  const heard = () => desk.officers.map((officer) => desk.said(officer).length);

  describe('changes a stage', () => {
    const twice = [aStage({ to: ['group'] }), aStage({ id: 'noon', at: '12:00', to: ['officers'] })];

    it('off: it is not sent, the others are; and on again', async () => {
      const coordinator = await open({ stages: twice });
      await play(coordinator, '> เตือน\n> ปรับแผนการเตือน\n> 1\n< ไม่ต้องส่ง\n> ไม่ต้องส่ง\n< จะไม่ส่งแล้วค่ะ');
      await desk.sweepAt(OPENING);
      expect(desk.said(desk.group)).toEqual([]);
      await play(coordinator, '> เตือน\n> 5\n> 1\n< กลับมาส่ง\n> 1\n< จะส่งเวลา 08:30');
      await desk.sweepAt('2027-04-01T12:00');
      expect(desk.said(desk.group)).toHaveLength(2);
      expect(heard()).toEqual([1, 1]);
    });

    it.each([
      ['3', '10:00'],
      ['ส่งเวลา 13:30', '13:30'],
      ['5', '15:00'],
    ])('to another time, answered %s: then and not before', async (typed, time) => {
      const coordinator = await open({ stages: twice });
      await play(coordinator, `> เตือน\n> 5\n> 1\n> ${typed}\n< จะส่งเวลา ${time}`);
      await desk.sweepAt(OPENING);
      await desk.sweepAt(`2027-04-01T09:5${time === '10:00' ? 9 : 0}`);
      expect(desk.said(desk.group)).toEqual([]);
      await desk.sweepAt(`2027-04-01T${time}`);
      await desk.pass(1, MINUTE);
      expect(desk.said(desk.group)).toHaveLength(2);
    });

    it('of the default ladder, the last of the list by its number too', async () => {
      const coordinator = await open();
      await test.store.schedules.setStages(desk.organisationId, null, test.clock.now());
      await play(coordinator, '> เตือน\n> 5\n> ดูเพิ่ม\n< 12) สรุปปิดรอบ\n> 12\n> 1\n< สรุปปิดรอบ\n< จะไม่ส่งแล้ว');
      await play(coordinator, '> เตือน\n> 2\n< แจ้งเปิดรอบ\n< 1 เม.ย. 2570 เวลา 08:30');
    });

    it('in English', async () => {
      const coordinator = await open({ stages: twice });
      await play(
        coordinator,
        '> language en\n> remind\n> Change the plan\n> 1\n> Send it at 10:00\n< will be sent at 10:00\n> remind\n> What comes next\n< 1 Apr 2027, 10:00',
      );
    });

    it('is for the coordinator alone', async () => {
      await open();
      expect(await talk(test, desk.supervisor).say('เตือน')).not.toContain('ปรับแผน');
    });
  });

  describe('shows in the log why the group got no reminder:', () => {
    const LOG = '> เตือน\n> บันทึกการเตือน';

    it('the group is not linked', async () => {
      const coordinator = await open({ others: null });
      await desk.sweepAt(OPENING);
      await play(coordinator, `> ทำไมกลุ่มไม่ได้รับการเตือน\n> 3\n< กลุ่มไม่ได้รับการเตือนเพราะยังไม่ได้ผูกกลุ่ม`);
    });

    it('the bot has left it', async () => {
      const coordinator = await open();
      await test.store.groups.count(desk.group, 6, at(OPENING));
      test.emulator.faults.webhook.lose = true;
      test.emulator.botLeaves(desk.group);
      await desk.sweepAt(OPENING);
      test.emulator.faults.webhook.lose = false;
      await play(coordinator, `${LOG}\n< กลุ่ม: LINE ไม่รับ (น้องสุจริตไม่ได้อยู่ในกลุ่มแล้ว)\n< ยังไม่ได้ผูกกลุ่ม หรือน้องสุจริตออกจากกลุ่มแล้ว`);
    });

    it('there were no messages left', async () => {
      const coordinator = await open();
      test.emulator.quota.limit = 0;
      await desk.sweepAt(OPENING);
      test.emulator.quota.limit = null;
      await play(coordinator, `${LOG}\n< กลุ่ม: โควตาไม่พอ (ข้อความของเดือนนี้ไม่พอ`);
    });

    it('everything was reported', async () => {
      const coordinator = await open({ stages: [aStage({ to: ['group'] })] });
      for (const number of [1, 2]) await reportMeasure(desk, number);
      await desk.sweepAt(OPENING);
      await play(coordinator, `${LOG}\n< กลุ่ม: ไม่ต้องส่ง (รายงานครบแล้ว)`);
    });
  });

  it.each(['officer', 'observer'] as const)('is refused to an %s, in both languages and in the group', async (role) => {
    await open();
    const id = await test.person('คนอื่น', { organisation: desk.name, role });
    await play(talk(test, id), '> เตือน\n< คำสั่งนี้สำหรับบทบาทอื่นค่ะ\n> language en\n> remind\n> 1\n> 1');
    test.emulator.membersJoin(desk.group, [id]);
    await talk(test, id, desk.group).say('@น้องสุจริต เตือน');
    await sweep();
    expect(heard()).toEqual([0, 0]);
    expect(await desk.log()).toEqual([]);
  });

  it('is for a 1:1 chat: the group learns nothing of it', async () => {
    await open();
    const answer = await talk(test, desk.coordinator, desk.group).say('@น้องสุจริต เตือน');
    expect(answer).toContain('แชตส่วนตัว');
    expect(answer).not.toContain('ต้องการทำอะไรคะ');
  });
});
