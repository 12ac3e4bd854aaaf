import request from 'supertest';
import { changeDocuments } from '../../src/app/change-documents.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice } from './office.ts';
import type { Office } from './office.ts';

const SITE = 'https://bot.example.go.th';
/** A plan of measures of 2570, whose file words one heading and one paragraph itself. */
const MEASURES_PLAN = {
  kind: 'measures' as const,
  dimensions: [],
  measures: [aMeasure(1, { title: 'มาตรการตอบกลับใน ๗ วัน', responsibleUnits: ['กองคลัง'] })],
  headings: { title: 'มาตรการของเรา' },
  narrative: { obstacles: 'อุปสรรคตามไฟล์แผน' },
};
const ACTION_PLAN = { measures: [aMeasure(1, { title: 'โครงการอบรมคุณธรรม', dimension: 1 })] };

describe('what documents say beside what was reported', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());

  const both = () => anOffice(test, [MEASURES_PLAN, ACTION_PLAN]);
  const measuresOnly = () => anOffice(test, [MEASURES_PLAN]);
  /** The document as a page, asked for in the chat. */
  const html = async (office: Office, document: string): Promise<string> => {
    const person = await office.person('coordinator');
    await play(person, `> เอกสาร\n> ${document}`);
    const path = /https:\/\/bot\.example\.go\.th(\/\S+)/.exec(await person.say('HTML'))?.[1] ?? '';
    return (await request(test.bot.http).get(path).buffer(true)).text;
  };
  const stored = async (office: Office) => {
    const { id } = await test.store.organisations.ensure(office.name);
    const [plan] = await test.store.plans.all(id);
    return { id, target: { planId: plan?.id ?? '', round: 6 as const }, plan };
  };

  it('a paragraph is read, written anew, and given back to the rules', async () => {
    const office = await measuresOnly();
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร
       < ต้องการตั้งค่าอะไรของเอกสารคะ
       > ข้อความในรายงาน
       < 2) สรุปผลการดำเนินการ (ระบบเขียนให้)
       < ปัญหาและอุปสรรค (จากไฟล์แผน)
       > สรุปผลการดำเนินการ
       < สรุปผลการดำเนินการในเอกสารตอนนี้ (ระบบเขียนให้)
       < ดำเนินการแล้วเสร็จ ๐ มาตรการ จากทั้งหมด ๑ มาตรการ
       > เขียนใหม่เอง
       < พิมพ์สรุปผลการดำเนินการใหม่ทั้งส่วนได้เลยค่ะ
       > อยู่ระหว่างดำเนินการทุกข้อ
       < ตรวจสอบการตั้งค่าเอกสาร
       < เดิม
       < จากทั้งหมด ๑ มาตรการ
       < อยู่ระหว่างดำเนินการทุกข้อ
       > บันทึก
       < บันทึกการตั้งค่าแล้วค่ะ`,
    );
    expect(await html(office, 'รายงานมาตรการ')).toContain('อยู่ระหว่างดำเนินการทุกข้อ');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร ข้อความในรายงาน
       < สรุปผลการดำเนินการ (เขียนเอง)
       > 2
       < อยู่ระหว่างดำเนินการทุกข้อ
       > ที่ระบบเขียนให้
       < เดิม
       < อยู่ระหว่างดำเนินการทุกข้อ
       < จะเป็น
       < จากทั้งหมด ๑ มาตรการ
       > 1`,
    );
    expect(await html(office, 'รายงานมาตรการ')).not.toContain('อยู่ระหว่างดำเนินการทุกข้อ');
  });

  it('the paragraph of the plan’s file gives way to the generated one, and comes back', async () => {
    const office = await measuresOnly();
    const coordinator = await office.person('coordinator');
    await play(coordinator, '> ตั้งค่าเอกสาร\n> 1\n> ปัญหาและอุปสรรค\n< อุปสรรคตามไฟล์แผน\n> ที่ระบบเขียนให้\n> บันทึก');
    expect(await html(office, 'รายงานมาตรการ')).not.toContain('อุปสรรคตามไฟล์แผน');
    await play(coordinator, '> ตั้งค่าเอกสาร\n> 1\n> ปัญหาและอุปสรรค\n> จากไฟล์แผน\n> บันทึก');
    expect(await html(office, 'รายงานมาตรการ')).toContain('อุปสรรคตามไฟล์แผน');
  });

  it('the paragraphs are shown with the preview, before anything is kept', async () => {
    const coordinator = await (await measuresOnly()).person('coordinator');
    await play(coordinator, '> เผยแพร่\n> ดูตัวอย่างก่อน\n< ข้อความที่จะอยู่ในเอกสาร\n< จากทั้งหมด ๑ มาตรการ\n< แก้ได้ก่อนเผยแพร่');
  });

  it('the reporter of a plan is named, and what stays need not be typed again', async () => {
    const office = await both();
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร ผู้รายงาน
       < ของแผนใดคะ
       > แผนป้องกันการทุจริต
       < ผู้รายงานในเอกสารคือใครคะ
       > นางสมศรี ใจดี
       > นิติกรปฏิบัติการ
       < ชื่อผู้รายงาน
       > บันทึก
       > ตั้งค่าเอกสาร ผู้รายงาน
       > 2
       < 1) ใช้ตามเดิม: นางสมศรี ใจดี
       > 1
       < ตำแหน่งของผู้รายงานคืออะไรคะ (ตอนนี้: นิติกรปฏิบัติการ)
       > นิติกรชำนาญการ
       < นิติกรปฏิบัติการ
       > บันทึก`,
    );
    const page = await html(office, 'รายงานแผนทุจริต');
    expect(page).toContain('นางสมศรี ใจดี');
    expect(page).toContain('นิติกรชำนาญการ');
  });

  it.each([
    ['ten numbers in a line', ['92 90 91 88 89 86 87 88 97 95']],
    ['pairs, in Thai digits, a line each', ['๑ ๙๒\n๒ ๙๐\n๓ ๙๑\n๔ ๘๘\n๕ ๘๙\n๖ ๘๖\n๗ ๘๗\n๘ ๘๘\n๙ ๙๗\n๑๐ ๙๕']],
    ['one after another', ['1 92', '90', '91', '88', '89', '86', '87', '88', '97', '95']],
    ['one by one', ['ทีละตัวชี้วัด', '92', '90', '91', '88', '89', '86', '87', '88', '97', '95']],
    ['some at once and the rest one by one', ['1 92 2 90 3 91', '4 88 5 89 6 86 7 87', '88', '97 คะแนน', '95']],
  ])('scores can be given as %s; total and level follow', async (_, lines) => {
    const office = await measuresOnly();
    const coordinator = await office.person('coordinator');
    await play(coordinator, '> ตั้งค่าเอกสาร คะแนน ITA\n> 2569\n< พิมพ์คะแนนตัวชี้วัด 1 ถึง 10');
    let said = '';
    for (const line of lines) said = await coordinator.say(line);
    expect(said).toContain('คำนวณจากตัวชี้วัดได้ 91.50');
    await play(
      coordinator,
      `> ข้าม
       < คะแนนรวมที่คำนวณได้
       < 91.50 ระดับ ผ่านดี
       > บันทึก
       < บันทึกคะแนน ITA ปี 2569 แล้วค่ะ คะแนนรวม 91.50 ระดับ ผ่านดี`,
    );
    const { plan } = await stored(office);
    expect(plan?.assessedYear).toBe(2569);
    expect(plan?.indicators?.map(({ number, score }) => [number, score])).toEqual(
      [92, 90, 91, 88, 89, 86, 87, 88, 97, 95].map((score, index) => [index + 1, score]),
    );
    expect(await html(office, 'รายงานมาตรการ')).toContain('๙๑.๕๐');
  });

  it('a score is corrected beside what it was; the others and the printed total stay, and a difference is said', async () => {
    const office = await measuresOnly();
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร คะแนน ITA
       > 2569
       > 92 90 91 88 89 86 87 88 97 95
       > 91.50
       < คะแนนรวมตามประกาศ
       > บันทึก
       > ตั้งค่าเอกสาร คะแนน ITA
       > 2569
       < 1) 92.00 2) 90.00
       > ตัวชี้วัดที่ 9: 87
       < คำนวณจากตัวชี้วัดได้ 89.50
       < (ตอนนี้: 91.50)
       > ข้าม
       < 89.50 ระดับ ผ่านดี
       < เดิม
       < 91.50 ระดับ ผ่านดี
       < ระบุ 91.50 แต่คำนวณได้ 89.50
       < 87.00 (เดิม 97.00)
       > บันทึก`,
    );
    const { plan } = await stored(office);
    expect(plan?.statedTotal).toBe(91.5);
    expect(plan?.indicators?.map(({ score }) => score)).toEqual([92, 90, 91, 88, 89, 86, 87, 88, 87, 95]);
  });

  it('a wrong line of scores, or a year no plan can keep, says what to do and loses nothing', async () => {
    const coordinator = await (await measuresOnly()).person('coordinator');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร คะแนน ITA
       > 2560
       < ยังไม่มีมาตรการที่เก็บคะแนน ITA ปี 2560 ได้ค่ะ
       > 2569
       > 95 96 97
       < อ่านได้ 3 จำนวนค่ะ
       > 1 195
       < คะแนนต้องอยู่ระหว่าง 0 ถึง 100 ค่ะ
       > 1 95.2
       < ตัวชี้วัดที่ 2 การใช้งบประมาณ ได้กี่คะแนนคะ
       > มาก
       < กรุณาพิมพ์คะแนนเป็นตัวเลข
       > ข้าม
       < ตัวชี้วัดที่ 3`,
    );
  });

  it('digits are chosen per document, with a line written in them', async () => {
    const office = await both();
    const coordinator = await office.person('coordinator');
    expect(await html(office, 'รายงานแผนทุจริต')).toContain('พ.ศ. 2570');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร ตัวเลขในเอกสาร
       < ตัวเลขของเอกสารใดคะ
       > รายงานแผนทุจริต
       < ตอนนี้ใช้เลขอารบิก (123) ตัวอย่าง: ปีงบประมาณ พ.ศ. 2570
       > เลขไทย
       < เดิม
       < เลขอารบิก (123)
       < ปีงบประมาณ พ.ศ. ๒๕๗๐
       > บันทึก`,
    );
    expect(await html(office, 'รายงานแผนทุจริต')).toContain('พ.ศ. ๒๕๗๐');
    expect(await html(office, 'รายงานมาตรการ')).toContain('พ.ศ. ๒๕๗๐');
  });

  it('headings are the office’s own, survive an import, and go back to those of the file', async () => {
    const office = await measuresOnly();
    const coordinator = await office.person('coordinator');
    await play(
      coordinator,
      `> ตั้งค่าเอกสาร หัวตาราง
       < 1) มาตรการ/แนวทาง: มาตรการของเรา
       < 2) ขั้นตอน/วิธีการ
       > 1
       > กิจกรรมสุจริต
       < เดิม
       < มาตรการของเรา
       < ตัวอย่าง
       < กิจกรรมสุจริต | ขั้นตอน/วิธีการ | ผู้รับผิดชอบ | ระยะเวลาดำเนินการ | ผลการดำเนินการ | ผลลัพธ์/ความสำเร็จ
       > บันทึก
       > ตั้งค่าเอกสาร หัวตาราง
       > หมายเหตุ
       > ข้อสังเกต
       < ผลลัพธ์/ความสำเร็จ | ข้อสังเกต
       > บันทึก`,
    );
    await test.plan(aPlan(MEASURES_PLAN.measures, { ...MEASURES_PLAN, organisation: office.name }));
    const page = await html(office, 'รายงานมาตรการ');
    for (const heading of ['กิจกรรมสุจริต', 'ข้อสังเกต']) expect(page).toContain(heading);
    expect(page).not.toContain('มาตรการของเรา');
    await play(coordinator, '> ตั้งค่าเอกสาร หัวตาราง\n> กิจกรรมสุจริต\n< 1) ใช้คำเดิม: มาตรการของเรา\n> 1\n> บันทึก');
    await play(coordinator, '> ตั้งค่าเอกสาร หัวตาราง\n> หมายเหตุ\n> ไม่แสดงคอลัมน์นี้\n> ย้อนกลับ\n> 1\n> บันทึก');
    const after = await html(office, 'รายงานมาตรการ');
    expect(after).toContain('มาตรการของเรา');
    expect(after).not.toContain('ข้อสังเกต');
  });

  it('is changed by a coordinator alone, in a 1:1 chat, and in their own office only', async () => {
    const [office, other] = [await measuresOnly(), await measuresOnly()];
    for (const role of ['supervisor', 'officer', 'observer'] as const) {
      await play(await office.person(role), '> ตั้งค่าเอกสาร\n< สำหรับบทบาทอื่นค่ะ');
    }
    const coordinator = await office.person('coordinator');
    const group = await test.group('กลุ่ม', [coordinator.id], office.name);
    await play(talk(test, coordinator.id, group), '> @น้องสุจริต ตั้งค่าเอกสาร\n< ใช้ในแชตส่วนตัวกับน้องสุจริตค่ะ');
    await play(coordinator, '> ตั้งค่าเอกสาร หัวตาราง\n> 1\n> กิจกรรมสุจริต\n> บันทึก');
    expect(await html(other, 'รายงานมาตรการ')).not.toContain('กิจกรรมสุจริต');
  });

  it('done twice for one event is done once, and the audit keeps what stood there before', async () => {
    const office = await measuresOnly();
    const { id, target } = await stored(office);
    const noted: unknown[] = [];
    const store = {
      ...test.store,
      audit: {
        note: async (...args: Parameters<typeof test.store.audit.note>) => {
          noted.push(args[3]);
          await test.store.audit.note(...args);
        },
      },
    };
    const source = { eventId: `event-${id}`, by: 'สมใจ', at: test.clock.now() };
    const change = { what: 'reporter' as const, ...target, name: 'ก', position: 'นิติกร' };
    await changeDocuments(store, id, change, source);
    await changeDocuments(store, id, change, source);
    expect((await store.roundNotes.read(id, target)).reporter).toEqual({ name: 'ก', position: 'นิติกร' });
    // The second time the note is the same event's and is not kept.
    expect(noted[0]).toMatchObject({ nameBefore: '', name: 'ก' });
    await changeDocuments(store, id, { ...change, name: 'ข' }, { ...source, eventId: `later-${id}` });
    expect(noted.at(-1)).toMatchObject({ nameBefore: 'ก', name: 'ข' });
  });
});

describe('the item a document answers', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());

  it('stands on its card and on the public page, and nowhere where the table has none', async () => {
    const measures = { ...MEASURES_PLAN, fiscalYear: 2569 };
    const action = { ...ACTION_PLAN, fiscalYear: 2569 };
    const office = await anOffice(test, [measures, action]);
    const coordinator = await office.person('coordinator');
    const plan = await coordinator
      .say('เอกสาร')
      .then(() => coordinator.say('แผนมาตรการ'))
      .then(() => coordinator.say('CSV'));
    expect(plan).toContain('OIT ข้อ o25 (ITA 2569)');
    const followUp = await coordinator
      .say('เอกสาร')
      .then(() => coordinator.say('รายงานแผนทุจริต'))
      .then(() => coordinator.say('CSV'));
    expect(followUp).not.toContain('OIT ข้อ');
    await play(coordinator, '> เผยแพร่\n> 1\n> เผยแพร่เลย');
    const { id } = await test.store.organisations.ensure(office.name);
    const page = await request(test.bot.http).get(`/public/${id}/2569`);
    expect(page.text).toContain('OIT ข้อ o25 (ITA 2569)');
  });

  it('stands on the page to copy from: the second round is asked for in the year after', async () => {
    const coordinator = await (
      await anOffice(test, [{ ...ACTION_PLAN, fiscalYear: 2568, round: 12 }])
    ).person('coordinator');
    await play(coordinator, '> เอกสาร\n> ใบคัดลอก E-PlanNACC');
    const card = await coordinator.say('หน้าเว็บคัดลอก');
    expect(card).toContain('OIT ข้อ o24 (ITA 2569)');
    const path = /https:\/\/bot\.example\.go\.th(\/\S+)/.exec(card)?.[1] ?? '';
    expect((await request(test.bot.http).get(path)).text).toContain('OIT ข้อ o24 (ITA 2569)');
  });
});
