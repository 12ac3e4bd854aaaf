import request from 'supertest';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { play, talk } from '../support/talk.ts';
import { anOffice } from './office.ts';
import type { Office } from './office.ts';

const SITE = 'https://bot.example.go.th';
const DAY = 24 * 60 * 60 * 1000;

describe('documents asked for in the chat', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());

  /** The path of the last link in what was said. */
  const pathIn = (said: string): string => {
    const found = /https:\/\/bot\.example\.go\.th(\/\S+)/.exec(said)?.[1];
    if (found === undefined) throw new Error(`no link in ${said}`);
    return found;
  };
  const get = (path: string) => request(test.bot.http).get(path).buffer(true);
  const asked = async (office: Office, document: string, format: string): Promise<string> => {
    const person = await office.person('coordinator');
    await play(person, `> เอกสาร\n< ต้องการเอกสารใดคะ\n> ${document}`);
    return person.say(format);
  };

  it.each([
    ['Word', 'docx', 'wordprocessingml'],
    ['PDF', 'pdf', 'application/pdf'],
    ['Excel', 'xlsx', 'spreadsheetml'],
    ['CSV', 'csv', 'text/csv'],
    ['HTML', 'html', 'text/html'],
  ])('come as a card and a link to a file of %s, with what is to be mended first', async (name, format, mediaType) => {
    const said = await asked(await anOffice(test), 'รายงานแผนทุจริต', name);
    expect(said).toContain('เอกสารพร้อมแล้วค่ะ');
    expect(said).toContain('สิ่งที่ควรแก้ก่อนส่ง');
    const answer = await get(pathIn(said));
    expect([answer.status, answer.type]).toEqual([200, expect.stringContaining(mediaType)]);
    expect(answer.headers['content-disposition']).toContain(`action-plan-report-2570-6.${format}`);
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('name the measures to report at once, as buttons', async () => {
    const office = await anOffice(test);
    const person = await office.person('coordinator');
    await play(person, '> เอกสาร\n> 1\n> PDF');
    const button = person.choices().find((label) => label.startsWith('รายงานข้อ')) ?? '';
    expect(await person.tap(button)).toContain('สถานะตอนนี้เป็นอย่างไรคะ');
  });

  it('carry what the coordinator explained, by name, and no longer ask for it', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator', { name: 'สมศรี ใจดี' });
    const before = await coordinator.say('ชี้แจง');
    expect(before).toContain('ข้อใดถูกต้องอยู่แล้วและต้องการชี้แจงคะ');
    const explained = /1\) (.*)/.exec(before)?.[1] ?? 'nothing';
    await play(coordinator, '> 1\n< ชี้แจงว่าอย่างไรคะ\n> อยู่ระหว่างรวบรวมตามหนังสือที่ 12\n> บันทึก\n< บันทึกคำชี้แจงแล้วค่ะ');
    expect(await coordinator.say('ชี้แจง')).not.toContain(explained);
    await coordinator.say('ยกเลิก');
    const page = (await get(pathIn(await asked(office, 'รายงานแผนทุจริต', 'HTML')))).text;
    expect(page).toContain('อยู่ระหว่างรวบรวมตามหนังสือที่ 12');
    expect(page).toContain('สมศรี ใจดี');
  });

  it('keep the figures of the moment they were asked for', async () => {
    const office = await anOffice(test);
    const path = pathIn(await asked(office, 'รายงานแผนทุจริต', 'CSV'));
    const before = (await get(path)).text;
    await play(await office.person('officer', { unit: 'กองคลัง' }), '> รายงาน 3\n> 2\n> ติดตั้งแล้ว\n> ข้าม\n> ข้าม\n> บันทึก');
    expect((await get(path)).text).toBe(before);
    expect((await get(pathIn(await asked(office, 'รายงานแผนทุจริต', 'CSV')))).text).not.toBe(before);
  });

  it('cannot be fetched with another token, nor after a week, and say then what to do', async () => {
    const path = pathIn(await asked(await anOffice(test), 'รายงานแผนทุจริต', 'PDF'));
    expect((await get(path.replace(/documents\/./, 'documents/_'))).status).toBe(404);
    test.clock.advance(7 * DAY + 1000);
    const late = await get(path);
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('ขอเอกสารใหม่ในแชต')]);
  });

  it.each(['officer', 'observer'] as const)('are not for an %s', async (role) => {
    await play(await (await anOffice(test)).person(role), '> เอกสาร\n< สำหรับบทบาทอื่นค่ะ');
  });

  it('are asked for in a 1:1 chat only: links are not for groups', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator');
    const group = await test.group('กลุ่ม', [coordinator.id], office.name);
    await play(talk(test, coordinator.id, group), '> @น้องสุจริต เอกสาร\n< ใช้ในแชตส่วนตัวกับน้องสุจริตค่ะ');
  });

  it('as a page to copy from have each value apart, ticks that stay, and what changed since', async () => {
    const office = await anOffice(test);
    const path = pathIn(await asked(office, 'ใบคัดลอก E-PlanNACC', 'หน้าเว็บคัดลอก'));
    const page = await get(path);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'nonce-/);
    expect(page.text).toContain('กรอกแล้ว 0 จาก 3 ข้อ');
    expect(page.text).toContain('<span id="v1-');
    const measure = /name="measure" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const enter = (values: object) => request(test.bot.http).post(path).type('form').send(values);
    const ticked = await enter({ measure, entered: 'yes', number: '1' });
    expect([ticked.status, ticked.headers['location']]).toEqual([303, `${path.split('?')[0]}#m1`]);
    expect((await get(path)).text).toContain('กรอกแล้ว 1 จาก 3 ข้อ');
    await play(
      await office.person('officer', { unit: 'กองคลัง' }),
      '> รายงาน 1\n> 2\n> จัดแล้ว\n> ข้าม\n> 12000\n> ข้าม\n> บันทึก',
    );
    const again = pathIn(await asked(office, 'ใบคัดลอก E-PlanNACC', 'หน้าเว็บคัดลอก'));
    expect((await get(again)).text).toContain('แต่ข้อมูลเปลี่ยนหลังจากนั้น');
    await enter({ measure, entered: 'no' });
    expect((await get(path)).text).toContain('กรอกแล้ว 0 จาก 3 ข้อ');
    expect((await enter({ measure: 'made-up', entered: 'yes' })).status).toBe(404);
  });
});

describe('a large document asked for in the chat', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: SITE, render: () => Promise.resolve(Buffer.from('made')) });
  });
  afterAll(() => test.close());

  it('is made in the background: said at once, told of when it is ready, and then fetched', async () => {
    const office = await anOffice(test);
    const { id } = await test.store.organisations.ensure(office.name);
    const [plan] = await test.store.plans.all(id);
    const target = { planId: plan?.id ?? '', measureId: plan?.measures[0]?.id ?? '', round: 6 } as const;
    const report = { status: 'inProgress', result: 'ทำแล้ว', obstacle: 'รอผู้รับจ้าง '.repeat(80_000) } as const;
    await test.store.reports.save(id, target, report, { eventId: 'long', by: 'สมใจ', at: test.clock.now() });
    const person = await office.person('coordinator');
    await play(person, '> เอกสาร\n> รายงานแผนทุจริต');
    const said = await person.say('PDF');
    expect(said).toMatch(/กำลังจัดทำรายงาน.* \(PDF\) .*ราว 1 นาที/);
    expect(said).not.toContain('เอกสารพร้อมแล้วค่ะ');
    const path = /https:\/\/bot\.example\.go\.th(\/\S+)/.exec(said)?.[1] ?? '';
    expect((await request(test.bot.http).get(path)).text).toContain('หน้านี้จะเปิดเอกสารให้เองเมื่อเสร็จ');
    await play(person, '> เอกสาร\n> รายงานแผนทุจริต\n> PDF\n< อยู่แล้วค่ะ เสร็จแล้วจะแจ้งในแชตนี้');
    await test.bot.sweep();
    const notices = test.emulator.visible(person.id).filter(({ text }) => text.includes('เอกสารพร้อมแล้วค่ะ'));
    expect(notices).toHaveLength(1);
    const answer = await request(test.bot.http).get(path).buffer(true);
    expect([answer.status, String(answer.body)]).toEqual([200, 'made']);
  });
});

describe('the public page', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await startTestBot({ site: SITE });
  });
  afterAll(() => test.close());
  const get = (path: string) => request(test.bot.http).get(path).buffer(true);

  it('is there from the moment the coordinator switches it on, without a script and without people, until it is switched off', async () => {
    const office = await anOffice(test);
    const coordinator = await office.person('coordinator', { name: 'สมศรีผู้ประสาน', unit: 'กองคลัง' });
    await play(coordinator, '> รายงาน 3\n> 1\n> ติดตั้งแล้ว\n> รอน้อยลง\n> ข้าม\n> บันทึก');
    const preview = await coordinator.say('เผยแพร่').then(() => coordinator.say('ดูตัวอย่างก่อน'));
    expect(preview).toContain(`${SITE}/documents/`);
    const { id } = await test.store.organisations.ensure(office.name);
    const path = `/public/${id}/2570`;
    expect((await get(path)).status).toBe(404);
    await play(coordinator, `> เผยแพร่\n> เผยแพร่เลย\n< เผยแพร่ฉบับที่ 1 แล้วค่ะ\n< ${SITE}${path}`);
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(office.name);
    expect(page.text).not.toContain('<script');
    expect(page.text).not.toContain('สมศรีผู้ประสาน');
    const files = [...page.text.matchAll(/href="(2570\/[^"]+)"/g)].map(([, href]) => href);
    expect(files.map((href) => href?.split('.').pop())).toEqual(['docx', 'pdf', 'xlsx', 'csv', 'html']);
    for (const file of files) {
      const answer = await get(`/public/${id}/${file}`);
      expect([file, answer.status, answer.text?.includes('สมศรีผู้ประสาน') ?? false]).toEqual([file, 200, false]);
    }
    // What is reported later is not shown before it is published.
    await play(coordinator, '> รายงาน 1\n> 1\n> จัดแล้ว\n> ดีขึ้น\n> 50000\n> ข้าม\n> บันทึก');
    expect((await get(path)).text).toBe(page.text);
    await play(coordinator, '> เผยแพร่\n> 2\n< เผยแพร่ฉบับที่ 2');
    expect((await get(path)).text).not.toBe(page.text);
    await play(coordinator, '> เผยแพร่\n> เลิกเผยแพร่\n< เลิกเผยแพร่แล้วค่ะ');
    for (const gone of [path, `/public/${id}/${files[0]}`]) expect((await get(gone)).status).toBe(404);
  });

  it('of another year, another office or another shape is not there', async () => {
    for (const path of ['/public/none/2570', '/public/none/x', '/public/none/2570/x.pdf']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('is switched by nobody but a coordinator', async () => {
    for (const role of ['supervisor', 'officer'] as const) {
      await play(await (await anOffice(test)).person(role), '> เผยแพร่\n< สำหรับบทบาทอื่นค่ะ');
    }
  });
});
