import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice } from './office.ts';

describe('reporting a measure', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const officerOf = async (...plans: Parameters<typeof anOffice> extends [unknown, ...infer Rest] ? Rest : never) => {
    const office = await anOffice(test, ...plans);
    return { office, officer: await office.person('officer', { unit: 'กองคลัง' }) };
  };

  it('is done by typing alone', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน
       < รายงานมาตรการข้อไหนคะ
       < โครงการอบรมคุณธรรม
       > 1
       < สถานะตอนนี้เป็นอย่างไรคะ
       > 1
       < ทำอะไรไปแล้วบ้างคะ
       > จัดอบรม 2 รุ่น
       < เกิดผลอย่างไรคะ
       > บุคลากรเข้าใจ
       < เบิกจ่ายไปแล้วเท่าไรคะ (งบ 50,000 บาท)
       > ๔๕,๐๐๐ บาท
       < ตรวจสอบรายงานก่อนบันทึก
       < จัดอบรม 2 รุ่น
       < 45,000 บาท
       > 1
       < บันทึกแล้วค่ะ
       < เหลือของท่านอีก 1 ข้อ`,
    );
    expect(await office.report(1)).toEqual({
      status: 'completed',
      result: 'จัดอบรม 2 รุ่น',
      outcome: 'บุคลากรเข้าใจ',
      disbursed: 45_000,
    });
  });

  it('is done by taps alone, and the receipt leads to the next measure until none is left', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน
       [กิจกรรมบัตรคิว]
       < สถานะตอนนี้
       [ดำเนินการแล้วเสร็จ]
       [ดำเนินการครบตามแผน]
       [บรรลุตามเป้าหมาย]
       < ตรวจสอบรายงานก่อนบันทึก
       [บันทึก]
       < บันทึกแล้วค่ะ
       < เหลือของท่านอีก 1 ข้อ
       [รายงาน 1]
       < โครงการอบรมคุณธรรม
       < สถานะตอนนี้
       [อยู่ระหว่างดำเนินการ]
       [อยู่ระหว่างเตรียมการ]
       < เบิกจ่าย
       [0 บาท]
       [ข้าม]
       [บันทึก]
       < รายงานครบแล้ว ขอบคุณค่ะ
       [สรุป]
       < 1 จาก 3 โครงการ`,
    );
    expect(await office.report(3)).toMatchObject({ status: 'completed', result: 'ดำเนินการครบตามแผน' });
    expect(await office.report(1)).toEqual({ status: 'inProgress', result: 'อยู่ระหว่างเตรียมการ', disbursed: 0 });
  });

  it('asks for a result but no outcome of a measure in progress', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 3
       > อยู่ระหว่างดำเนินการ
       < ทำอะไรไปแล้วบ้างคะ
       > 2
       < อุปสรรค
       > ฝนตกหนัก
       < ฝนตกหนัก
       > บันทึก
       < อยู่ระหว่างดำเนินการ`,
    );
    expect(await office.report(3)).toEqual({
      status: 'inProgress',
      result: 'อยู่ระหว่างเตรียมการ',
      obstacle: 'ฝนตกหนัก',
    });
  });

  it.each([
    ['1', 'noBudget'],
    ['นโยบายเปลี่ยนแปลง', 'policyChanged'],
    ['๓', 'insufficientStaff'],
  ])('asks why a measure cannot proceed, and takes %s', async (typed, reason) => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 3
       > 3
       < ดำเนินการไม่ได้เพราะอะไรคะ
       > ${typed}
       > 1
       < ไม่สามารถดำเนินการได้`,
    );
    expect(await office.report(3)).toEqual({ status: 'cannotProceed', reason });
  });

  it('asks for the words of another reason', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 3
       [ไม่สามารถดำเนินการได้]
       [อื่น ๆ]
       < โปรดระบุเหตุผลค่ะ
       > รอหนังสือสั่งการจากจังหวัด
       > ข้าม
       < รอหนังสือสั่งการจากจังหวัด
       > 1`,
    );
    expect(await office.report(3)).toEqual({
      status: 'cannotProceed',
      reason: 'other',
      reasonText: 'รอหนังสือสั่งการจากจังหวัด',
    });
  });

  it('understands a status in words of its own kind, and what they say beside it', async () => {
    const { officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 3
       > เสร็จแล้ว
       < ทำอะไรไปแล้วบ้างคะ
       > ย้อนกลับ
       > 9
       < กรุณาตอบเป็นตัวเลข 1 ถึง 3
       > อะไรนะคะ
       < กรุณาเลือกจากรายการ
       > กำลังดำเนินการ
       < ทำอะไรไปแล้วบ้างคะ
       > ย้อนกลับ
       > ไม่สามารถดำเนินการได้ เนื่องจากน้ำท่วม
       < น้ำท่วม
       < ตรวจสอบรายงาน`,
    );
  });

  it.each([
    ['12,500.50', 12_500.5],
    ['1.2 หมื่น', 12_000],
    ['ไม่มี', 0],
    ['2', 2],
    ['เต็ม', 50_000],
    ['เต็ม 50,000 บาท', 50_000],
    ['0 บาท', 0],
  ])('reads money typed as %s', async (typed, disbursed) => {
    const { office, officer } = await officerOf();
    await play(officer, `> รายงาน 1\n> 2\n> 1\n< เบิกจ่าย\n> ${typed}\n< อุปสรรค\n> ข้าม\n> 1\n< บันทึกแล้ว`);
    expect(await office.report(1)).toMatchObject({ disbursed });
  });

  it('numbers no ready amounts, since a number typed is an amount', async () => {
    const { officer } = await officerOf();
    const asked = await officer.say('รายงาน 1').then(() => officer.say('2').then(() => officer.say('1')));
    expect(asked).toContain('0 บาท · เต็ม 50,000 บาท');
    expect(asked).not.toContain('1)');
  });

  it('asks again for money it cannot read, and for nothing else', async () => {
    const { office, officer } = await officerOf();
    await play(
      officer,
      `> รายงาน 1
       > 2
       > เดินสายอบรม
       > ห้าหมื่นกว่า
       < อ่านจำนวนเงินไม่ออกค่ะ
       < เบิกจ่ายไปแล้วเท่าไรคะ
       > 45000
       > ข้าม
       > 1`,
    );
    expect(await office.report(1)).toMatchObject({ result: 'เดินสายอบรม', disbursed: 45_000 });
  });

  it('never asks about money of a measure without a budget', async () => {
    const { officer } = await officerOf();
    await play(officer, '> รายงาน 3\n> 2\n> จัดทำแล้ว\n< อุปสรรค');
  });

  it('keeps the money reported before when it is skipped this time', async () => {
    const { office, officer } = await officerOf();
    await play(officer, '> รายงาน 1\n> 2\n> 1\n> 10,000\n> ข้าม\n> 1\n< บันทึกแล้ว');
    await play(officer, '> รายงาน 1\n> 1\n> 1\n> 1\n> ข้าม\n> ข้าม\n> 1\n< แทนรายงานเดิม\n< ของสมใจ 5 เม.ย. 2570');
    expect(await office.report(1)).toMatchObject({ status: 'completed', disbursed: 10_000 });
  });

  it('asks which plan first when there are several, by tap, number or name', async () => {
    const { office, officer } = await officerOf([
      { kind: 'measures', measures: [aMeasure(1, { title: 'มาตรการเผยแพร่ข้อมูล' })], dimensions: [] },
      { kind: 'action-plan', measures: [aMeasure(1, { title: 'โครงการปลูกต้นไม้' }), aMeasure(2)] },
    ]);
    await play(
      officer,
      `> รายงาน 1
       < รายงานแผนไหนคะ
       > แผนป้องกันการทุจริต
       < โครงการปลูกต้นไม้
       < สถานะตอนนี้
       > ย้อนกลับ
       > ย้อนกลับ
       < รายงานแผนไหนคะ
       > 1
       < รายงานมาตรการข้อไหนคะ
       [มาตรการเผยแพร่ข้อมูล]
       > 2
       > จัดทำเว็บไซต์
       > ข้าม
       < มาตรการส่งเสริมคุณธรรม
       > 1
       < บันทึกแล้ว`,
    );
    expect(await office.report(1)).toMatchObject({ result: 'จัดทำเว็บไซต์' });
  });

  it('says who must act when there is no plan yet', async () => {
    const office = await anOffice(test, null);
    await play(
      await office.person('officer'),
      '> รายงาน\n< ขอให้ผู้ประสานงานนำเข้าแผนก่อน\n> ค้าง\n< ยังไม่มีแผน\n> สรุป\n< ยังไม่มีแผน',
    );
  });

  it('is not for observers, and offers them nothing that refuses them', async () => {
    const observer = await (await anOffice(test)).person('observer');
    await play(observer, '> รายงาน\n< คำสั่งนี้สำหรับบทบาทอื่นค่ะ\n> สรุป\n> ค้าง\n< ยังไม่รายงาน 3 ข้อ');
    expect(observer.choices()).toEqual(['สรุป']);
  });

  describe('finds the measure that is meant', () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      aMeasure(index + 1, {
        title: ['โครงการอบรมคุณธรรมบุคลากร', 'โครงการอบรมคุณธรรมเยาวชน', 'กิจกรรมจิตอาสา'][index] ?? `งานที่ ${index + 1}`,
        ...(index < 2 ? { responsibleUnits: ['กองคลัง'] } : index < 4 ? { responsibleUnits: ['กองช่าง'] } : {}),
      }),
    );

    it.each(['3', '๓', 'ข้อ ๓', '#3', 'จิตอาสา', 'กิจกรมจิตอาสา'])('by %s', async (typed) => {
      const { officer } = await officerOf(many);
      await play(officer, `> รายงาน\n> ${typed}\n< ข้อ 3 กิจกรรมจิตอาสา\n< สถานะ`);
    });

    it('by words that fit several: those are offered, back shows all again', async () => {
      const { officer } = await officerOf(many);
      const asked = await officer.say('รายงาน').then(() => officer.say('อบรมคุณธรรม'));
      expect(asked).toContain('พบหลายข้อที่ตรงกับ “อบรมคุณธรรม”');
      expect(asked).toContain('รายการที่ 1–2 จาก 2');
      expect(asked).not.toContain('จิตอาสา');
      await play(
        officer,
        `> ย้อนกลับ
         < จาก 23
         > คุณธรรม
         < รายการที่ 1–2 จาก 2
         > เยาวชน
         < ข้อ 2 โครงการอบรมคุณธรรมเยาวชน`,
      );
    });

    it('by words after the command, too', async () => {
      const { officer } = await officerOf(many);
      await play(officer, '> รายงาน จิตอาสา\n< ข้อ 3\n> ยกเลิก\n> รายงาน อบรมคุณธรรม\n< พบหลายข้อ\n[เยาวชน]\n< ข้อ 2');
    });

    it('and says how many there are when nothing fits', async () => {
      const { officer } = await officerOf(many);
      await play(officer, '> รายงาน\n> 99\n< ไม่พบมาตรการนี้ค่ะ\n< ทั้งหมด 23 ข้อ\n> ???\n< ไม่พบมาตรการนี้');
    });

    it('page by page: own measures first, then those of nobody, then of others, and round again', async () => {
      const { officer } = await officerOf(many);
      await play(
        officer,
        `> รายงาน
         < ของส่วนราชการท่าน
         < ทุกส่วนราชการ / ไม่ระบุผู้รับผิดชอบ
         < รายการที่ 1–9 จาก 23
         [ดูเพิ่ม]
         < รายการที่ 10–18 จาก 23
         > ดูเพิ่ม
         < ของส่วนราชการอื่น
         < รายการที่ 19–23 จาก 23
         > ถัดไป
         < รายการที่ 1–9 จาก 23
         [โครงการอบรมคุณธรรมบุคลากร]
         < ข้อ 1`,
      );
    });
  });
});
