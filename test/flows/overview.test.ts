import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure } from '../support/plan.ts';
import { play } from '../support/talk.ts';
import { anOffice } from './office.ts';

describe('seeing where things stand', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot();
  });
  afterAll(() => test.close());

  const PLANS = [
    { kind: 'measures' as const, measures: [aMeasure(1, { title: 'มาตรการคุณธรรม' })], dimensions: [] },
    {
      kind: 'action-plan' as const,
      dimensions: [
        { number: 2, name: 'บริหารราชการด้วยความสุจริต' },
        { number: 4, name: 'ตรวจสอบถ่วงดุล' },
      ],
      measures: [
        aMeasure(1, { title: 'จัดซื้อโปร่งใส', responsibleUnits: ['กองคลัง'], dimension: 2, plannedBudget: 10_000 }),
        aMeasure(2, { title: 'ตรวจรับงานจ้าง', responsibleUnits: ['กองช่าง'], dimension: 4 }),
        aMeasure(3, { title: 'ฝึกอบรม', responsibleUnits: ['กองช่าง'], dimension: 4 }),
        aMeasure(4, { title: 'ประกาศเจตนารมณ์' }),
      ],
    },
  ];

  it('the summary shows every plan whole', async () => {
    const supervisor = await (await anOffice(test, PLANS)).person('supervisor');
    await play(
      supervisor,
      `> สรุป
       < สรุปมาตรการส่งเสริมคุณธรรมและความโปร่งใส
       < 0 จาก 1 มาตรการ
       < สรุปแผนปฏิบัติการป้องกันการทุจริต
       < 0 จาก 4 โครงการ
       < ปีงบประมาณ 2570 รอบ 6 เดือน
       < มิติที่ 2 บริหารราชการด้วยความสุจริต
       < กองช่าง`,
    );
  });

  it.each([
    ['สรุป กองช่าง', 'เฉพาะ กองช่าง', '0 จาก 2 โครงการ'],
    ['สรุป ช่าง', 'เฉพาะ กองช่าง', '0 จาก 2 โครงการ'],
    ['สรุป มิติ 4', 'เฉพาะ มิติที่ 4 ตรวจสอบถ่วงดุล', '0 จาก 2 โครงการ'],
    ['สรุป มิติที่ ๒', 'เฉพาะ มิติที่ 2', '0 จาก 1 โครงการ'],
    ['สรุป 2', 'เฉพาะ มิติที่ 2', '0 จาก 1 โครงการ'],
    ['สรุป ตรวจสอบถ่วงดุล', 'เฉพาะ มิติที่ 4', '0 จาก 2 โครงการ'],
  ])('the summary can be of a unit or dimension: %s', async (typed, scope, figures) => {
    const observer = await (await anOffice(test, PLANS)).person('observer');
    await play(observer, `> ${typed}\n< ${scope}\n< ${figures}`);
  });

  it('an unknown scope is answered with the list, whose numbers are those that are shown', async () => {
    const officer = await (await anOffice(test, PLANS)).person('officer');
    const asked = await officer.say('สรุป กองทัพ');
    expect(asked).toContain('ไม่พบส่วนราชการหรือมิตินี้ค่ะ');
    expect(asked).toContain('1) มิติที่ 2');
    expect(asked).toContain('2) มิติที่ 4');
    const unit = /(\d)\) กองช่าง/.exec(asked)?.[1] ?? '';
    await play(officer, `> 2\n< เฉพาะ มิติที่ 4\n> สรุป กองทัพ\n> ${unit}\n< เฉพาะ กองช่าง\n> สรุป ไม่รู้\n> ยกเลิก\n< ยกเลิกสรุปผล`);
  });

  it('pending lists what nobody has reported, the own unit first, and a line begins its report', async () => {
    const officer = await (await anOffice(test, PLANS)).person('officer', { unit: 'กองช่าง' });
    const said = await officer.say('ค้าง');
    expect(said).toContain('แผนป้องกันการทุจริต ยังไม่รายงาน 4 ข้อ (รอบ 6 เดือน)');
    expect(said).toContain('ไม่ระบุผู้รับผิดชอบ');
    expect(said.indexOf('กองช่าง')).toBeLessThan(said.indexOf('กองคลัง'));
    await play(officer, '[ตรวจรับงานจ้าง]\n< ข้อ 2 ตรวจรับงานจ้าง\n< สถานะ');
  });

  it('pending says so when everything is reported', async () => {
    const officer = await (await anOffice(test, [aMeasure(1)])).person('officer');
    await play(
      officer,
      '> รายงาน 1\n> 2\n> ทำแล้ว\n> ข้าม\n> 1\n< รายงานครบแล้ว\n> งานค้าง\n< รายงานครบทุกข้อแล้วค่ะ\n> สรุปผล\n< รายงานครบทุกข้อแล้วค่ะ',
    );
  });

  it.each([
    [
      'coordinator',
      'เชิญ [ส่วนราชการ]',
      ['รายงาน', 'สรุป', 'ค้าง', 'ตรวจ', 'เตือน', 'เชิญ', 'สมาชิก', 'แผน', 'เอกสาร', 'ช่วยเหลือ'],
    ],
    ['supervisor', 'สรุป [ส่วนราชการ/มิติ]', ['สรุป', 'ค้าง', 'ตรวจ', 'เตือน', 'รายงาน', 'เอกสาร', 'ช่วยเหลือ']],
    ['officer', 'รายงาน [เลขข้อ/คำค้น]', ['รายงาน', 'ค้าง', 'สรุป', 'ช่วยเหลือ']],
    ['observer', 'สรุป [ส่วนราชการ/มิติ]', ['สรุป', 'ค้าง', 'ช่วยเหลือ']],
  ] as const)('help tells a %s what they may do, as buttons too', async (role, line, menu) => {
    const person = await (await anOffice(test)).person(role);
    for (const typed of ['ช่วยเหลือ', 'เมนู', 'สวัสดีค่ะ', 'help']) expect(await person.say(typed)).toContain(line);
    expect(person.choices()).toEqual(menu);
  });

  it('what it does not understand is answered with what it does', async () => {
    const officer = await (await anOffice(test)).person('officer');
    await play(officer, '> วันนี้อากาศดีจัง\n< ยังไม่เข้าใจข้อความนี้\n< หรือพิมพ์: รายงาน');
    expect(officer.choices()).toEqual(['รายงาน', 'ค้าง', 'สรุป', 'ช่วยเหลือ']);
  });

  it('a member who adds the bot again is greeted', async () => {
    const officer = await (await anOffice(test)).person('officer');
    test.emulator.follow(officer.id);
    await test.settled();
    expect(test.emulator.visible(officer.id).at(-1)?.text).toContain('สวัสดีค่ะ น้องสุจริตพร้อมช่วย');
  });
});
