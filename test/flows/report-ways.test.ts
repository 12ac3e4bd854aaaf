import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice, buttonData, MEASURES, press } from './office.ts';

const HOUR = 60 * 60 * 1000;

describe('on the way through a report', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const anOfficer = async () => {
    const office = await anOffice(test);
    return { office, officer: await office.person('officer', { unit: 'กองคลัง' }) };
  };
  /** Measure 1, answered to the confirmation. */
  const ANSWERED = '> รายงาน 1\n> 1\n> จัดอบรม\n> เข้าใจ\n> 1000\n> แก้ไข\n> 6\n> ไม่มีปัญหา\n< ตรวจสอบรายงานก่อนบันทึก';

  it('back keeps every answer, from any question to the first', async () => {
    const { office, officer } = await anOfficer();
    await play(
      officer,
      `${ANSWERED}
       > ย้อนกลับ
       < (ตอนนี้: ไม่มีปัญหา)
       > ย้อนกลับ
       < (ตอนนี้: 1,000 บาท)
       [ย้อนกลับ]
       < (ตอนนี้: เข้าใจ)
       > back
       < (ตอนนี้: จัดอบรม)
       > ย้อนกลับ
       < (ตอนนี้: ดำเนินการแล้วเสร็จ)
       > กลับ
       < รายงานมาตรการข้อไหนคะ
       < (ตอนนี้: 1. โครงการอบรมคุณธรรม)
       > ย้อนกลับ
       < อยู่ที่คำถามแรกแล้วค่ะ
       > ทำต่อ
       < ตรวจสอบรายงานก่อนบันทึก
       > บันทึก
       < บันทึกแล้วค่ะ`,
    );
    expect(await office.report(1)).toEqual({
      status: 'completed',
      result: 'จัดอบรม',
      outcome: 'เข้าใจ',
      disbursed: 1000,
      obstacle: 'ไม่มีปัญหา',
    });
  });

  it.each([
    ['1', '3', 'กิจกรรมบัตรคิว'],
    ['2', '2', 'อยู่ระหว่างดำเนินการ'],
    ['3', 'จัดอบรม 3 รุ่น', 'จัดอบรม 3 รุ่น'],
    ['4', 'เข้าใจมาก', 'เข้าใจมาก'],
    ['5', '๒,๐๐๐', '2,000 บาท'],
    ['6', 'ฝนตก', 'ฝนตก'],
    ['ผลลัพธ์', 'เข้าใจดี', 'เข้าใจดี'],
  ])('field %s can be changed at the confirmation', async (field, typed, shown) => {
    const { officer } = await anOfficer();
    await play(officer, `${ANSWERED}\n> 2\n< ต้องการแก้ไขข้อไหนคะ\n> ${field}\n> ${typed}\n< ตรวจสอบรายงาน\n< ${shown}`);
  });

  it('a field opened for a change can be left as it is', async () => {
    const { officer } = await anOfficer();
    await play(
      officer,
      `${ANSWERED}\n[แก้ไข]\n[ผลการดำเนินการ]\n< (ตอนนี้: จัดอบรม)\n[คงเดิม]\n< ตรวจสอบรายงาน\n> 2\n> ย้อนกลับ\n< ตรวจสอบรายงาน\n> 2\n> 77\n< ตัวเลข 1 ถึง 7`,
    );
  });

  it('asks what a changed status needs, and saves nothing that it does not', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, `${ANSWERED}\n> แก้ไข\n> 2\n> 3\n< เพราะอะไรคะ\n> 1\n< ตรวจสอบรายงาน\n< ไม่ได้รับงบประมาณ\n> 1`);
    expect(await office.report(1)).toEqual({
      status: 'cannotProceed',
      reason: 'noBudget',
      disbursed: 1000,
      obstacle: 'ไม่มีปัญหา',
    });
  });

  it('only what may be skipped is skipped, and nothing is saved before all is answered', async () => {
    const { officer } = await anOfficer();
    await play(
      officer,
      '> รายงาน 1\n> ข้าม\n< ข้อนี้ข้ามไม่ได้ค่ะ\n< สถานะ\n> บันทึก\n< ยังตอบไม่ครบค่ะ\n< สถานะ\n> แก้ไข\n< ยังตอบไม่ครบ',
    );
  });

  it('the confirmation takes its numbers and words, and asks again for anything else', async () => {
    const { officer } = await anOfficer();
    await play(officer, `${ANSWERED}\n> อืม\n< ตัวเลข 1 ถึง 3\n< ตรวจสอบรายงาน\n> 3\n< แล้วค่ะ ไม่มีการบันทึก`);
  });

  it('cancel saves nothing and offers what comes next', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, `${ANSWERED}\n> ยกเลิก\n< ไม่มีการบันทึก\n[สรุป]\n< 0 จาก 3\n> ยกเลิก\n< ไม่มีรายการที่ทำค้างอยู่`);
    expect(await office.report(1)).toBeUndefined();
  });

  it('a text longer than the question takes is refused with its length, and the question stays', async () => {
    const { officer } = await anOfficer();
    await play(
      officer,
      `> รายงาน 3\n> 2\n> ทำแล้ว\n> ${'ก'.repeat(2001)}\n< ข้อความยาว 2,001 ตัวอักษร เกิน 2,000\n< อุปสรรค`,
    );
  });

  it('words of a person are stored as typed, whatever is in them', async () => {
    const { office, officer } = await anOfficer();
    const typed = 'ใช้ {{title}} และ $t(bot.name) <b>“หนา”</b> & ๑๐๐% 👩‍👩‍👧';
    await play(officer, `> รายงาน 3\n> 2\n> ${typed}\n> ข้าม\n< ${typed}\n> 1`);
    expect(await office.report(3)).toMatchObject({ result: typed });
  });

  describe('after days', () => {
    it('free text is asked about before it is stored: it may be a greeting', async () => {
      const { office, officer } = await anOfficer();
      await officer.say('รายงาน 3');
      await officer.say('2');
      test.clock.advance(60 * HOUR);
      await play(
        officer,
        `> ทำป้ายเสร็จแล้ว
         < ค้างไว้ตั้งแต่
         < “ทำป้ายเสร็จแล้ว”
         > ห้า
         < ตัวเลข 1 ถึง 3
         < ค้างไว้ตั้งแต่
         > 1
         < อุปสรรค
         > ข้าม
         > 1`,
      );
      expect(await office.report(3)).toMatchObject({ result: 'ทำป้ายเสร็จแล้ว' });
    });

    it('says since when the conversation rests, also when asked twice', async () => {
      const { officer } = await anOfficer();
      test.clock.set(Date.parse('2027-04-05T03:00:00Z'));
      await officer.say('รายงาน 3');
      await officer.say('2');
      test.clock.advance(60 * HOUR);
      const first = await officer.say('เสร็จแล้วค่ะ');
      expect(first).toContain('5 เม.ย. 2570 เวลา 10:00');
      expect(await officer.say('อะไรนะ')).toContain('5 เม.ย. 2570 เวลา 10:00');
    });

    it('the text can be dropped and the question answered', async () => {
      const { office, officer } = await anOfficer();
      await officer.say('รายงาน 3');
      await officer.say('2');
      test.clock.advance(13 * HOUR);
      await play(officer, '> มีใครอยู่ไหม\n> ทำต่อ\n< ทำอะไรไปแล้วบ้างคะ\n> ติดป้าย\n> ข้าม\n> 1');
      expect(await office.report(3)).toMatchObject({ result: 'ติดป้าย' });
    });

    it('the text goes to the question that was open, not to the next one without an answer', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 1\n> 1\n> จัดอบรม\n< เกิดผลอย่างไรคะ\n> ย้อนกลับ\n< (ตอนนี้: จัดอบรม)');
      test.clock.advance(13 * HOUR);
      await play(officer, '> จัดอบรม 4 รุ่น\n> ใช้ข้อความนี้\n< เกิดผลอย่างไรคะ\n> ดี\n> ข้าม\n> ข้าม\n< จัดอบรม 4 รุ่น');
    });

    it('a field that was being changed is changed', async () => {
      const { officer } = await anOfficer();
      await play(officer, `${ANSWERED}\n> 2\n> 3\n< (ตอนนี้: จัดอบรม)`);
      test.clock.advance(13 * HOUR);
      await play(officer, '> อบรม 5 รุ่น\n[ใช้ข้อความนี้]\n< ตรวจสอบรายงาน\n< อบรม 5 รุ่น');
    });

    it('the number of a ready answer is that answer', async () => {
      const { office, officer } = await anOfficer();
      await officer.say('รายงาน 3');
      await officer.say('2');
      test.clock.advance(13 * HOUR);
      await play(officer, '> 1\n> 1\n< อุปสรรค\n> ข้าม\n> 1');
      expect(await office.report(3)).toMatchObject({ result: 'ดำเนินการไปบางส่วน' });
    });

    it('buttons and choices work as ever', async () => {
      const { officer } = await anOfficer();
      await officer.say('รายงาน 3');
      test.clock.advance(100 * HOUR);
      await officer.tap('อยู่ระหว่างดำเนินการ');
      test.clock.advance(100 * HOUR);
      await play(officer, '[ดำเนินการไปบางส่วน]\n< อุปสรรค');
    });
  });

  describe('with other words in between', () => {
    it('a question is answered, then comes the open one again with its own buttons only', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 1\n> 1\n> สรุป\n< 0 จาก 3 โครงการ\n< กลับมาที่การรายงานผล\n< ทำอะไรไปแล้วบ้างคะ');
      await play(officer, '> ช่วยเหลือ\n< พิมพ์หรือแตะได้เลยค่ะ\n< กลับมาที่การรายงานผล');
      expect(officer.choices()).toEqual(['ดำเนินการครบตามแผน', 'ย้อนกลับ', 'ยกเลิก']);
      await play(officer, '> จัดอบรม\n< เกิดผลอย่างไรคะ\n> ค้าง\n< ยังไม่รายงาน 3 ข้อ\n< เกิดผลอย่างไรคะ');
    });

    it('a second report is taken, then the first goes on', async () => {
      const { office, officer } = await anOfficer();
      await play(
        officer,
        `> รายงาน 1
         > 1
         > จัดอบรม
         > รายงาน 3
         < กิจกรรมบัตรคิว
         > 2
         > ติดตั้งเครื่อง
         > ข้าม
         > 1
         < บันทึกแล้วค่ะ
         < กลับมาที่การรายงานผล
         < เกิดผลอย่างไรคะ
         > เข้าใจ
         > ข้าม
         > ข้าม
         < จัดอบรม
         > 1`,
      );
      expect(await office.report(3)).toMatchObject({ result: 'ติดตั้งเครื่อง' });
      expect(await office.report(1)).toMatchObject({ result: 'จัดอบรม' });
    });

    it('at most three wait; the fourth is refused and the open question stays', async () => {
      const { officer } = await anOfficer();
      await play(
        officer,
        `> รายงาน 1
         > 1
         > รายงาน 2
         > 1
         > รายงาน 3
         > 1
         > ภาษา
         < มีรายการที่ทำค้างอยู่ 3 รายการแล้วค่ะ
         < ทำอะไรไปแล้วบ้างคะ
         > ยกเลิก
         < ยกเลิกการรายงานผล
         < กลับมาที่การรายงานผล
         > ยกเลิก
         > ยกเลิก
         > ยกเลิก
         < ไม่มีรายการที่ทำค้างอยู่`,
      );
    });

    it('the same measure asked for again brings the waiting report back', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 1\n> 1\n> จัดอบรม\n> รายงาน 3\n> 1\n> ค้าง\n[โครงการอบรมคุณธรรม]\n< เกิดผลอย่างไรคะ');
    });

    it('a report in which nothing was answered makes room for another command', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน\n> รายงาน 3\n< กิจกรรมบัตรคิว\n> ยกเลิก\n> ยกเลิก\n< ไม่มีรายการที่ทำค้างอยู่');
    });

    it.each([
      'สรุปผลการอบรมให้ผู้บริหารทราบ',
      'สรุป ผลการอบรมให้ผู้บริหารทราบ',
      'รายงานผลต่อนายกแล้ว',
      'รายงาน ให้สภาทราบ',
      'ค้าง จ่ายค่าวิทยากร',
      'help desk was opened',
      'ยกเลิกการจัดงานเดิม แล้วจัดใหม่',
      'ข้ามไปไตรมาสหน้า',
    ])('free text that begins like a command is an answer: %s', async (typed) => {
      const { officer } = await anOfficer();
      await play(officer, `> รายงาน 3\n> 2\n> ${typed}\n< อุปสรรค\n> ข้าม\n< ${typed}`);
    });

    it('a summary of a unit is given in the middle of a text question', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 3\n> 2\n> สรุป กองช่าง\n< เฉพาะ กองช่าง\n< ทำอะไรไปแล้วบ้างคะ');
    });

    it('a voice message in a 1:1 chat is not taken, is said so, and the question stays', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 3\n> 2');
      test.emulator.sendMedia(officer.id, officer.id, 'audio', Buffer.from('voice'));
      await test.settled();
      const said = test.emulator
        .visible(officer.id)
        .slice(-2)
        .map(({ text }) => text)
        .join('\n');
      expect(said).toContain('ข้อความเสียงน้องสุจริตยังฟังไม่ได้ค่ะ');
      expect(said).toContain('ทำอะไรไปแล้วบ้างคะ');
    });
  });

  describe('dead buttons', () => {
    it('of a report that is saved change nothing, pressed once or twice', async () => {
      const { office, officer } = await anOfficer();
      await play(officer, '> รายงาน 3\n> 2\n> ติดป้าย\n> ข้าม');
      const save = buttonData(officer, /k\/\w+\/save/);
      const edit = buttonData(officer, /k\/\w+\/edit/);
      expect(await press(test, officer.id, save)).toContain('บันทึกแล้วค่ะ');
      for (const dead of [save, edit, save]) {
        expect(await press(test, officer.id, dead)).toContain('บันทึกไปแล้วค่ะ');
      }
      expect(await office.report(3)).toMatchObject({ result: 'ติดป้าย' });
    });

    it('of an earlier question say so and ask the open one again', async () => {
      const { officer } = await anOfficer();
      await play(officer, '> รายงาน 1');
      const completed = buttonData(officer, /a\/\w+\/status\/completed/);
      await play(officer, '> 3\n< เพราะอะไรคะ');
      const answer = await press(test, officer.id, completed);
      expect(answer).toContain('ปุ่มนี้เป็นของคำถามก่อนหน้า');
      expect(answer).toContain('ดำเนินการไม่ได้เพราะอะไรคะ');
    });

    it('of a list, of a measure that left the plan: another is asked for', async () => {
      const { office, officer } = await anOfficer();
      await officer.say('ค้าง');
      const gone = buttonData(officer, /c\/report\/\w+/);
      await test.plan(aPlan(MEASURES.slice(1), { organisation: office.name }));
      const answer = await press(test, officer.id, gone);
      expect(answer).toContain('ตัวเลือกนี้ไม่มีแล้วค่ะ');
      expect(answer).toContain('รายงานมาตรการข้อไหนคะ');
    });

    it('of another office open nothing of it', async () => {
      const other = await (await anOffice(test, [aMeasure(1, { title: 'ความลับของส่วนราชการอื่น' })])).person('officer');
      await other.say('ค้าง');
      const foreign = buttonData(other, /c\/report\/\w+/);
      const { officer } = await anOfficer();
      const answer = await press(test, officer.id, foreign);
      expect(answer).not.toContain('ความลับ');
      expect(answer).toContain('รายงานมาตรการข้อไหนคะ');
    });

    it.each([
      '',
      'x',
      'k/nobody/save',
      'a/x/y',
      'c/unknown',
      'c/report/../../etc',
      'a/run/status/completed',
      '{"a":1}',
    ])('made up (%s) are answered and change nothing', async (data) => {
      const { officer } = await anOfficer();
      await officer.say('รายงาน 3');
      const answer = await press(test, officer.id, data);
      expect(answer).toMatch(/ปุ่มนี้|ตัวเลือกนี้ไม่มีแล้ว/);
    });
  });

  it('the receipt names the round it counts for, also when that changed on the way', async () => {
    const { officer } = await anOfficer();
    const now = test.clock.now();
    await play(officer, '> รายงาน 3\n> 2\n> ติดป้าย');
    test.clock.set(Date.parse('2027-06-02T02:00:00Z'));
    await play(officer, '> ข้าม\n> 1\n< บันทึกแล้วค่ะ\n< ปีงบประมาณ 2570 รอบ 12 เดือน');
    test.clock.set(now);
  });

  it('a stored conversation of another version of the program begins anew, kindly', async () => {
    const { officer } = await anOfficer();
    const key = `${test.emulator.bot.userId}|${officer.id}|${officer.id}`;
    const unknown = { schema: 99, somethingElse: true } as unknown as Parameters<typeof test.store.sessions.advance>[2];
    const chat = { type: 'user' as const, id: officer.id };
    const occasion = {
      id: 'old',
      destination: test.emulator.bot.userId,
      chat,
      userId: officer.id,
      timestamp: 0,
      receivedAt: 0,
    };
    await test.store.sessions.advance(key, 0, unknown, [{ eventId: 'old', occasion, effects: [], locale: 'th' }], 0);
    await play(officer, '> 1\n< ยังไม่เข้าใจข้อความนี้\n> รายงาน 1\n< สถานะตอนนี้');
  });

  it('a measure that leaves the plan in the middle is asked for again, and the answers stay', async () => {
    const { office, officer } = await anOfficer();
    await play(officer, '> รายงาน 1\n> 1\n> จัดอบรม\n< เกิดผล');
    await test.plan(aPlan(MEASURES.slice(1), { organisation: office.name }));
    await play(
      officer,
      '> เข้าใจ\n< มีการปรับปรุงค่ะ คำตอบเดิมยังอยู่\n< รายงานมาตรการข้อไหนคะ\n> 3\n< เกิดผลอย่างไร\n> ดี\n> ข้าม\n< จัดอบรม',
    );
  });
});
