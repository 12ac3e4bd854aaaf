import type { Action } from '../../src/emulator/model.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { labelOf, play, talk } from '../support/talk.ts';
import { aDesk, aStage, at, OPENING, reportMeasure, unitOf } from './desk.ts';
import type { Desk, DeskOptions } from './desk.ts';

describe('looking after reminders by chat', () => {
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
  const supervisorOf = async (index: number) => {
    const unit = unitOf(index);
    const id = await test.person(`ผอ.${unit}`, { organisation: desk.name, role: 'supervisor', unit });
    return talk(test, id);
  };
  const sweep = () => test.bot.sweep();
  /** How many messages each officer has got. */
  const heard = () => desk.officers.map((officer) => desk.said(officer).length);

  describe('sends one now', () => {
    it('to every officer with something open, once, by numbers', async () => {
      const coordinator = await open({ officers: 3 });
      await reportMeasure(desk, 2);
      await play(coordinator, '> เตือน\n< ต้องการทำอะไรคะ\n> 1\n< จะส่งถึง 2 แชต\n> 1\n< กำลังส่งเตือนถึง 2 แชตค่ะ');
      await sweep();
      await desk.pass(3);
      expect(heard()).toEqual([1, 0, 1]);
      expect(desk.said(desk.group)).toEqual([]);
      await play(coordinator, '> เตือน\n> 3\n< เจ้าหน้าที่ 1: ส่งแล้ว\n< เจ้าหน้าที่ 3: ส่งแล้ว');
    });

    it('by words, and in English', async () => {
      const coordinator = await open();
      await play(coordinator, '> การเตือน\n> ส่งเตือนตอนนี้\n> ยังไม่ส่ง\n< ยังไม่ได้ส่งค่ะ');
      await play(coordinator, '> ทำไมไม่เตือน\n> ส่งเตือนตอนนี้\n> ส่งเลย\n< กำลังส่ง');
      await play(
        coordinator,
        '> language en\n> remind\n> Send one now\n< It goes to 2 chats\n> Send it\n< on its way to 2 chats',
      );
      await sweep();
      expect(heard()).toEqual([2, 2]);
    });

    it('of a supervisor to the officers of their unit alone', async () => {
      await open({ officers: 3 });
      const supervisor = await supervisorOf(1);
      await play(supervisor, '> เตือน\n> 1\n< จะส่งถึง 1 แชต\n> 1\n< กำลังส่งเตือนถึง 1 แชตค่ะ');
      await sweep();
      expect(heard()).toEqual([0, 1, 0]);
      expect(desk.said(desk.group)).toEqual([]);
    });

    it('of a supervisor without a unit to everybody', async () => {
      await open({ officers: 3 });
      await play(talk(test, desk.supervisor), '> เตือน\n> 1\n> 1\n< กำลังส่งเตือนถึง 3 แชตค่ะ');
      await sweep();
      expect(heard()).toEqual([1, 1, 1]);
    });

    it('once, when the button is pressed twice and LINE delivers each press twice', async () => {
      const coordinator = await open();
      test.emulator.faults.webhook.duplicates = 1;
      await play(coordinator, '> เตือน\n> 1');
      const yes = test.emulator.quickReplies(desk.coordinator).find((one) => labelOf(one).includes('ส่งเลย'));
      test.emulator.press(desk.coordinator, desk.coordinator, yes as Action);
      test.emulator.press(desk.coordinator, desk.coordinator, yes as Action);
      await test.settled();
      test.emulator.faults.webhook.duplicates = 0;
      await sweep();
      await desk.pass(2);
      expect(heard()).toEqual([1, 1]);
    });

    it('outside office hours at 08:30 of the next working day, and not before', async () => {
      // Tuesday the 6th is a holiday.
      const coordinator = await open({ from: '2027-04-05T16:45' });
      await play(
        coordinator,
        '> เตือน\n> 1\n< 7 เม.ย. 2570 เวลา 08:30\n> 1\n< นอกเวลาราชการค่ะ จะส่งถึง 2 แชต วันที่ 7 เม.ย. 2570 เวลา 08:30',
      );
      for (const time of ['05T16:46', '05T23:59', '06T00:30', '06T08:30', '06T12:00', '07T08:29']) {
        await desk.sweepAt(`2027-04-${time}`);
      }
      expect(heard()).toEqual([0, 0]);
      await desk.sweepAt('2027-04-07T08:30');
      await desk.sweepAt('2027-04-07T08:31');
      expect(heard()).toEqual([1, 1]);
      expect(desk.said(desk.officers[0] ?? '')[0]?.at).toBe(at('2027-04-07T08:30'));
    });

    it('though reminders rest, of the organisation or of the unit', async () => {
      const coordinator = await open();
      await play(coordinator, '> เตือน\n> 4\n> 3\n< พักการเตือนถึง 7 เม.ย. 2570');
      const supervisor = await supervisorOf(0);
      await play(supervisor, '> เตือน\n> พักการเตือน\n> 1\n> เตือน\n> 1\n> 1\n< กำลังส่งเตือนถึง 1 แชต');
      await sweep();
      expect(heard()).toEqual([1, 0]);
    });

    it('to nobody when everything is reported', async () => {
      const coordinator = await open({ others: null });
      for (const number of [1, 2]) await reportMeasure(desk, number);
      const said = [await coordinator.say('เตือน'), await coordinator.say('1'), await coordinator.say('1')];
      expect(said.join('\n')).toContain('ไม่มีใครที่ต้องเตือนค่ะ');
      await sweep();
      expect(heard()).toEqual([0, 0]);
    });

    it('to nobody when everything is reported, a linked group or not', async () => {
      const coordinator = await open();
      for (const number of [1, 2]) await reportMeasure(desk, number);
      const said = [await coordinator.say('เตือน'), await coordinator.say('1'), await coordinator.say('1')];
      expect(said.join('\n')).toContain('ไม่มีใครที่ต้องเตือนค่ะ');
    });
  });

  describe('lets them rest', () => {
    it.each([
      ['1', '1 เม.ย. 2570 เวลา 10:00'],
      ['3 วัน', '3 เม.ย. 2570 เวลา 10:00'],
      ['1 สัปดาห์', '7 เม.ย. 2570 เวลา 10:00'],
      // Five working days after the deadline, over two holidays.
      ['4', '11 พ.ค. 2570 เวลา 16:30'],
    ])('answered %s, until %s, and the log says so', async (typed, until) => {
      const coordinator = await open();
      await play(coordinator, `> เตือน\n> พักการเตือน\n> ${typed}\n< พักการเตือนถึง ${until}`);
      await desk.sweepAt(OPENING);
      expect(desk.said(desk.group)).toEqual([]);
      expect(heard()).toEqual([0, 0]);
      expect((await desk.endings())[desk.group]).toBe('suppressed paused');
      await play(coordinator, `> เตือน\n> บันทึกการเตือน\n< กลุ่ม: ไม่ต้องส่ง (พักการเตือนไว้)\n< พักการเตือนทั้งหน่วยงานถึง ${until}`);
    });

    it('for a day only: what is due after it is sent', async () => {
      const coordinator = await open({ stages: [aStage({ at: '10:30' })] });
      await play(coordinator, '> เตือน\n> 4\n> 1\n< 1 เม.ย. 2570 เวลา 10:00');
      await desk.sweepAt('2027-04-01T10:30');
      expect((await desk.endings())[desk.group]).toBe('delivered sent');
    });

    it('until they are told to go on', async () => {
      const coordinator = await open();
      await play(coordinator, '> เตือน\n> 4\n> 4\n> เตือน\n< เตือนต่อ\n> เตือนต่อ\n< กลับมาเตือนตามแผน');
      expect(await coordinator.say('เตือน')).not.toContain('เตือนต่อ');
      await desk.sweepAt(OPENING);
      expect((await desk.endings())[desk.group]).toBe('delivered sent');
    });

    it('for the unit of a supervisor; others are reminded, and it ends when the supervisor says so', async () => {
      await open({
        officers: 3,
        stages: [aStage({ to: ['officers'] }), aStage({ id: 'again', at: '11:00', to: ['officers'] })],
      });
      const supervisor = await supervisorOf(1);
      await play(supervisor, '> เตือน\n> 4\n> 4\n< พักการเตือนถึง');
      await desk.sweepAt(OPENING);
      expect(heard()).toEqual([1, 0, 1]);
      await play(supervisor, '> เตือน\n> เตือนต่อ\n< กลับมาเตือนตามแผน');
      await desk.sweepAt('2027-04-01T11:00');
      expect(heard()).toEqual([2, 1, 2]);
    });
    it('and the coordinator, told that they go on, ends the rest of a unit too', async () => {
      const coordinator = await open({ officers: 3, stages: [aStage({ to: ['officers'] })] });
      await play(await supervisorOf(1), '> เตือน\n> 4\n> 4');
      await play(coordinator, '> เตือน\n> เตือนต่อ\n< กลับมาเตือนตามแผน');
      await desk.sweepAt(OPENING);
      expect(heard()).toEqual([1, 1, 1]);
    });
    it('and a supervisor is not told that they go on while the organisation rests', async () => {
      const coordinator = await open();
      await play(coordinator, '> เตือน\n> 4\n> 4');
      const supervisor = await supervisorOf(0);
      await supervisor.say('เตือน');
      expect(await supervisor.say('เตือนต่อ')).not.toContain('กลับมาเตือนตามแผน');
    });
  });
});
